using Aegis.Api.Http;
using Aegis.Api.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Aegis.Api.Sandbox;

/// <summary>The fields of a new site customer, as a form or as JSON.</summary>
internal sealed record SiteFields(string? Id, string? FirstName, string? LastName, string? Email) : IBody<SiteFields>
{
    private const int MaxLength = 150;

    /// <exception cref="BadInputException">A field is wrong, or the body cannot be read.</exception>
    public static async Task<SiteFields> ReadAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        if (body.IsEmpty)
            return new(null, null, null, null);
        if (!context.Request.HasJsonContentType())
            return OfForm(QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body.Span)));

        var form = JsonForm.Parse(body);
        var fields = Read(form);
        form.Close();
        return fields;
    }

    public static SiteFields Read(JsonForm form) => new(
        form.OptionalText("id", MaxLength), form.OptionalText("first_name", MaxLength), form.OptionalText("last_name", MaxLength), form.OptionalText("email", MaxLength));

    private static SiteFields OfForm(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> values)
    {
        var form = new QueryForm(new QueryCollection(values));
        var fields = new SiteFields(form.Text("id", MaxLength), form.Text("first_name", MaxLength), form.Text("last_name", MaxLength), form.Text("email", MaxLength));
        form.Close();
        return fields;
    }
}
