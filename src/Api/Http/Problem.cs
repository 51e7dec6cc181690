using System.Text.Json.Serialization;
using Aegis.Api.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Aegis.Api.Http;

/// <summary>An RFC 9457 problem.</summary>
/// <param name="Errors">Messages by the name of the field, as the request spells it.</param>
public sealed record Problem(
    int Status,
    string Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null)
{
    public const string ContentType = "application/problem+json";

    /// <summary>The status says all there is to its type.</summary>
    public string Type => "about:blank";

    /// <summary>A problem of this status under its standard title.</summary>
    public static Problem Of(int status, string? detail = null) => new(status, ReasonPhrases.GetReasonPhrase(status), detail);

    public static Problem InvalidField(string field, string message) =>
        Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static Problem Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(StatusCodes.Status400BadRequest, ReasonPhrases.GetReasonPhrase(StatusCodes.Status400BadRequest),
            string.Join(" ", errors.SelectMany(e => e.Value).Take(3)), errors);

    /// <summary>Writes the problem as the response, with Retry-After where it may pass.</summary>
    public Task WriteAsync(HttpContext context, TimeSpan? retryAfter = null)
    {
        context.Response.StatusCode = Status;
        if (retryAfter is { } pause)
            context.Response.Headers.RetryAfter = ((int)Math.Max(1, Math.Ceiling(pause.TotalSeconds))).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return context.Response.WriteAsJsonAsync(this, ApiJson.Wire.Problem, ContentType, context.RequestAborted);
    }
}
