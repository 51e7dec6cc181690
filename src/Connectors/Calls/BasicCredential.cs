using System.Text;

namespace Aegis.Connectors.Calls;

/// <summary>Basic authentication with a key as the user and an empty password.</summary>
internal static class BasicCredential
{
    public static string Of(string apiKey) => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(apiKey + ":"));

    /// <summary>Whether the key can be sent so: something, in visible ASCII without a colon.</summary>
    public static bool CanHold(string apiKey) => apiKey.Length > 0 && apiKey.All(c => c is > ' ' and <= '~' and not ':');
}
