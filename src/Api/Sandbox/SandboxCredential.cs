using System.Net.Http.Headers;
using System.Text;
using Aegis.Sandbox;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Sandbox;

/// <summary>What a caller of the product sandbox presented, however it was sent.</summary>
/// <param name="Secret">The key, or null when none was found.</param>
/// <param name="Scheme">The Authorization scheme as sent, or null without the header.</param>
/// <param name="WellFormed">Sent as the product documents it: Basic, the key as user name, no password.</param>
internal readonly record struct SandboxCredential(string? Secret, string? Scheme, bool WellFormed)
{
    private const int MaxSecretLength = 256;
    private static readonly string[] KeyHeaders = ["X-Api-Key", "Api-Key", "ApiKey", "X-Auth-Token"];

    public static SandboxCredential Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return new(Limit(KeyHeaders.Select(h => request.Headers[h].ToString()).FirstOrDefault(v => v.Length > 0)), null, false);
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || value.Parameter is null)
            // A bare key in place of scheme and parameter.
            return new(Limit(header.Trim()), "none", false);
        return value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            ? OfBasic(value.Parameter, value.Scheme)
            : new(Limit(value.Parameter), Limit(value.Scheme), false);
    }

    /// <summary>What a probe of Aegis' own says of itself; whether it is one, the customer's grain decides.</summary>
    public static string? ProbeTagOf(HttpRequest request) => Limit(request.Headers[SandboxProbe.Header].ToString());

    private static SandboxCredential OfBasic(string parameter, string scheme)
    {
        var bytes = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length))
            // The key itself where its encoding belongs.
            return new(Limit(parameter), scheme, false);
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new(Limit(text), scheme, false)
            : new(Limit(colon == 0 ? text[1..] : text[..colon]), scheme, WellFormed: colon == text.Length - 1 && colon > 0);
    }

    private static string? Limit(string? text) => text is { Length: > 0 and <= MaxSecretLength } ? text : null;
}
