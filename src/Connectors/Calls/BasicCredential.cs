using System.Text;

namespace Aegis.Connectors.Calls;

/// <summary>Basic authentication with a key as the user and an empty password.</summary>
internal static class BasicCredential
{
    public static string Of(string apiKey) => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(apiKey + ":"));
}
