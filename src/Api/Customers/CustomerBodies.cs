using Aegis.Api.Json;

namespace Aegis.Api.Customers;

/// <param name="Id">1 to 64 of A-Z, a-z, 0-9, '_', '-', '.'; made up when left out.</param>
/// <param name="TechStack">What the customer builds with: "Python", "Django", …</param>
/// <param name="TimeZone">IANA name: "Europe/Berlin".</param>
internal sealed record CreateCustomer(string? Id, string Company, string Email, ImmutableArray<string>? TechStack, string? TimeZone) : IBody<CreateCustomer>
{
    public static CreateCustomer Read(JsonForm form)
    {
        var id = form.OptionalText("id");
        form.Require(id is null || GrainKey.IsId(id), "id", $"is {Texts.Quote(id ?? "")}; 1 to 64 letters, digits, '_', '-' and '.' are allowed");
        return new(id, form.Text("company"), form.Text("email"), form.OptionalTexts("techStack"), form.OptionalText("timeZone"));
    }
}

/// <summary>What may be changed of a profile; a field left out stays as it is.</summary>
internal sealed record ChangeCustomer(string? Company, string? Email, ImmutableArray<string>? TechStack, string? TimeZone) : IBody<ChangeCustomer>
{
    public static ChangeCustomer Read(JsonForm form) =>
        new(form.OptionalText("company"), form.OptionalText("email"), form.OptionalTexts("techStack"), form.OptionalText("timeZone"));
}
