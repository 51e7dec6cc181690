using System.Text;
using System.Text.RegularExpressions;

namespace Aegis.Connectors.IntegrationTests;

/// <summary>A message read strictly: CRLF only, ASCII only, no long lines; headers and body decoded.</summary>
public sealed partial record Eml(IReadOnlyDictionary<string, string> Headers, string Text)
{
    public static Eml Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes.ShouldAllBe(b => b < 128);
        var raw = Encoding.ASCII.GetString(bytes);
        raw.Replace("\r\n", "").ShouldNotContain('\n');
        raw.Replace("\r\n", "").ShouldNotContain('\r');
        raw.Split("\r\n").ShouldAllBe(line => line.Length <= 78);
        var (head, body) = (raw[..raw.IndexOf("\r\n\r\n")], raw[(raw.IndexOf("\r\n\r\n") + 4)..]);
        var headers = head.Replace("\r\n ", " ").Split("\r\n").Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => Decode(pair[1]));
        headers["Content-Transfer-Encoding"].ShouldBe("quoted-printable");
        headers["Content-Type"].ShouldBe("text/plain; charset=utf-8");
        DateTimeOffset.TryParse(headers["Date"], out _).ShouldBeTrue();
        return new Eml(headers, FromQuotedPrintable(body));
    }

    private static string Decode(string value) => EncodedWord().Replace(BlankBetweenWords().Replace(value, ""), word =>
    {
        word.Length.ShouldBeLessThanOrEqualTo(75);
        return Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value));
    });

    private static string FromQuotedPrintable(string body)
    {
        var bytes = new List<byte>();
        var joined = body.Replace("=\r\n", "");
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] == '=')
            {
                bytes.Add(Convert.ToByte(joined.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
                bytes.Add((byte)joined[i]);
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(?<=\?=) (?==\?)")]
    private static partial Regex BlankBetweenWords();
}
