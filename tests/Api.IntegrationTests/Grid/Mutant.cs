using System.Net.Http.Headers;
using System.Text;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>A request that is valid until it is mutated; the same random source gives the same mutant.</summary>
internal sealed record Mutant(string Method, string Path, string Query, byte[] Body, string? MediaType, string Accept = "application/json")
{
    private static readonly string[] Fragments =
    [
        "\\u0000", "\\ud800", "\\udfff\\ud800", "null", "true", "-1", "1e999", "99999999999999999999", "{}", "[]", "\"\"", "\"x\"", "[[[[[[[[", "\"", "\\", ",", ":", "{", "}",
        "{{key:key_1}}", "' OR 1=1 --", "%s%n", "../..", "\u202E", "\u0007", "\uFEFF", "😀",
    ];

    private static readonly string[] MediaTypes = ["text/plain", "application/xml", "application/json; charset=utf-16", "application/merge-patch+json", "multipart/form-data"];
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "OPTIONS"];

    public HttpRequestMessage ToMessage(Uri server)
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), $"{server.GetLeftPart(UriPartial.Authority)}{Path}{(Query.Length == 0 ? "" : "?")}{Query}");
        message.Headers.TryAddWithoutValidation("Accept", Accept);
        if (Body.Length == 0 && MediaType is null)
            return message;
        message.Content = new ByteArrayContent(Body);
        message.Content.Headers.ContentType = MediaType is null ? null : MediaTypeHeaderValue.Parse(MediaType);
        return message;
    }

    public Mutant Mutate(Random random)
    {
        var mutant = this;
        for (var times = random.Next(1, 4); times > 0; times--)
            mutant = mutant.MutateOnce(random);
        return mutant;
    }

    public override string ToString() => $"{Method} {Path}?{Query} {MediaType}\n{Encoding.Latin1.GetString(Body, 0, Math.Min(Body.Length, 2_000))}";

    private Mutant MutateOnce(Random random) => random.Next(20) switch
    {
        0 => this with { Method = Pick(random, Methods) },
        1 => this with { Path = MutatePath(random) },
        2 or 3 => this with { Query = MutateQuery(random) },
        4 when MediaType is not null => this with { MediaType = Pick(random, MediaTypes) },
        5 => this with { Body = [.. Body, .. Encoding.UTF8.GetBytes(Pick(random, Fragments))] },
        _ when Body.Length == 0 => this with { Query = MutateQuery(random) },
        6 => this with { Body = Body[..random.Next(Body.Length)] },
        7 => this with { Body = Splice(random, 0, [(byte)random.Next(256)]) },
        8 or 9 => this with { Body = Splice(random, 1, [(byte)random.Next(256)]) },
        10 => this with { Body = Splice(random, random.Next(1, 8), []) },
        11 => this with { Body = Splice(random, 0, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pick(random, Fragments), random.Next(1, 400))))) },
        12 => this with { Body = Splice(random, 0, [0xED, 0xA0, 0x80]) },
        13 => this with { Body = Splice(random, 0, Body) },
        _ => this with { Body = ReplaceToken(random) },
    };

    private byte[] Splice(Random random, int remove, byte[] insert)
    {
        var at = random.Next(Body.Length);
        return [.. Body[..at], .. insert, .. Body[Math.Min(Body.Length, at + remove)..]];
    }

    /// <summary>Puts something else where a name or a value stands.</summary>
    private byte[] ReplaceToken(Random random)
    {
        var text = Encoding.UTF8.GetString(Body);
        var tokens = System.Text.RegularExpressions.Regex.Matches(text, "\"[^\"]*\"|[0-9.]+|true|false|null");
        if (tokens.Count == 0)
            return Body;
        var token = tokens[random.Next(tokens.Count)];
        var fragment = Pick(random, Fragments);
        var replacement = random.Next(2) == 0 ? fragment : $"\"{fragment}\"";
        return Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, token.Index), replacement, text.AsSpan(token.Index + token.Length)));
    }

    private string MutatePath(Random random)
    {
        var segments = Path.Split('/');
        segments[random.Next(1, segments.Length)] = random.Next(4) switch
        {
            0 => "",
            1 => new string('x', random.Next(1, 300)),
            2 => Uri.EscapeDataString(Pick(random, Fragments).Replace("\u0007", "")),
            _ => $"%{random.Next(1, 256):X2}",
        };
        return string.Join('/', segments);
    }

    private string MutateQuery(Random random)
    {
        string[] names = ["status", "tier", "stage", "q", "cursor", "limit", "after", "x"];
        var value = random.Next(3) == 0 ? $"%{random.Next(256):X2}" : Uri.EscapeDataString(Pick(random, Fragments));
        return $"{Query}{(Query.Length == 0 ? "" : "&")}{Pick(random, names)}={value}";
    }

    private static T Pick<T>(Random random, T[] items) => items[random.Next(items.Length)];
}
