using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Aegis.Dashboard.SignIn;

namespace Aegis.Dashboard.StaticFiles;

/// <summary>The console's styles and scripts, out of this assembly, so that they are there however the program is started.</summary>
public sealed class ConsoleAssets
{
    private const string Prefix = "assets/";

    private readonly FrozenDictionary<string, Lazy<Asset>> _files = typeof(ConsoleAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => (Name: name[Prefix.Length..], File: new Lazy<Asset>(() => Asset.Of(name[Prefix.Length..], Read(name)))))
        .Append(("blazor.web.js", new Lazy<Asset>(() => Asset.Of("blazor.web.js", BlazorScript.Read()))))
        .ToFrozenDictionary(f => f.Item1, f => f.Item2, StringComparer.Ordinal);

    /// <summary>A file's address with its content's hash, so that browsers may keep it for good.</summary>
    public string Url(string name) => $"/_framework/{name}?v={_files[name].Value.Hash[..16]}";

    private static byte[] Read(string name) => name.EndsWith(".css", StringComparison.Ordinal) ? StyleSheet.Read(name) : BlazorScript.Resource(name);

    internal Asset? Find(string name) => _files.TryGetValue(name, out var file) ? file.Value : null;
}

internal sealed record Asset(byte[] Content, string ContentType, string Hash)
{
    public static Asset Of(string name, byte[] content) =>
        new(content, TypeOf(Path.GetExtension(name)), Convert.ToHexStringLower(SHA256.HashData(content)));

    private static string TypeOf(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}

internal static class ConsoleAssetsExtensions
{
    public static void MapConsoleAssets(this IEndpointRouteBuilder app) =>
        app.MapGet("/_framework/{name}", Serve).WithMetadata(ConsoleEndpoint.Instance).ExcludeFromDescription();

    private static IResult Serve(HttpContext context, ConsoleAssets files, string name, string? v)
    {
        if (files.Find(name) is not { } file)
            return Results.NotFound();

        var current = v is { Length: >= 16 } && file.Hash.StartsWith(v, StringComparison.Ordinal);
        context.Response.Headers.CacheControl = current ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(file.Content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""));
    }
}
