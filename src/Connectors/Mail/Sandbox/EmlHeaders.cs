using System.Text;

namespace Aegis.Connectors.Mail.Sandbox;

/// <summary>The headers of a message, unfolded, by name without regard to case; of a repeated one the first.</summary>
internal static class EmlHeaders
{
    public static Dictionary<string, string> Read(byte[] message)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var end = message.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = Encoding.ASCII.GetString(message, 0, end < 0 ? message.Length : end);
        foreach (var line in head.Replace("\r\n ", " ").Replace("\r\n\t", " ").Split("\r\n"))
        {
            if (line.IndexOf(':') is > 0 and var colon)
                headers.TryAdd(line[..colon], line[(colon + 1)..].Trim());
        }
        return headers;
    }
}
