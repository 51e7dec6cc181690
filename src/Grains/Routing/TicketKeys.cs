using System.Text.RegularExpressions;

namespace Aegis.Grains.Routing;

/// <summary>Finds tickets named in a text by their key, as in KAN-7.</summary>
public static partial class TicketKeys
{
    // Written like a ticket's key, but the names of other things.
    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        "UTF", "SHA", "ISO", "AES", "RSA", "TLS", "SSL", "HTTP", "RFC", "COVID", "GPT", "IPV", "EC", "CVE", "SOC", "PCI", "MD", "BASE", "ES", "HS", "RS", "PY", "NODE", "PYTHON",
        "US", "EU", "AP", "UTC", "GMT", "ERROR", "ERR", "CODE", "V", "Q", "TOP", "PART", "STEP", "PAGE", "WEB", "GET", "POST", "LINE", "X", "API", "KEY",
    };

    /// <summary>The first ticket key in a text, in upper case, or null.</summary>
    public static string? In(string text) => All(text).FirstOrDefault();

    /// <summary>All ticket keys in a text, in upper case, each once, in order.</summary>
    public static IEnumerable<string> All(string text) =>
        Keys().Matches(text).Where(m => !Others.Contains(m.Groups["project"].Value)).Select(m => m.Value.ToUpperInvariant()).Distinct();

    [GeneratedRegex(@"(?<![\p{L}\p{N}_\-./])(?<project>[A-Za-z][A-Za-z0-9]{1,9})-[1-9][0-9]{0,5}(?![\p{L}\p{N}_\-]|\.\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Keys();
}
