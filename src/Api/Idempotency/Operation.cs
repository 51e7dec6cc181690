using System.Security.Cryptography;
using System.Text;
using Aegis.Api.Http;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Idempotency;

/// <summary>Names what a request wants done: the same for every repeat under one Idempotency-Key, fresh without one.</summary>
/// <param name="Id">32 hex digits: of the actor and the key, or random.</param>
/// <param name="IsRepeatable">Whether the caller sent a key, so that the same id may come again.</param>
internal sealed record Operation(string Id, bool IsRepeatable)
{
    public const string Header = "Idempotency-Key";
    private const int MaxKeyLength = 255;

    /// <summary>Binds handler parameters.</summary>
    /// <exception cref="BadInputException">The header holds no valid key.</exception>
    public static ValueTask<Operation> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));

    public static Operation Of(HttpContext context)
    {
        if (context.Features.Get<Operation>() is { } known)
            return known;

        var operation = KeyOf(context) is { } key
            ? new Operation(Scope(Caller.Of(context).Actor.ToString(), key), IsRepeatable: true)
            : new Operation(RandomNumberGenerator.GetHexString(32, lowercase: true), IsRepeatable: false);
        context.Features.Set(operation);
        return operation;
    }

    private static string? KeyOf(HttpContext context)
    {
        if (!context.Request.Headers.TryGetValue(Header, out var values))
            return null;
        var key = values.ToString();
        return values.Count == 1 && key.Length is > 0 and <= MaxKeyLength && key.All(c => c is >= ' ' and <= '~')
            ? key
            : throw BadInputException.Field(Header, $"'{Header}' must be one key of 1 to {MaxKeyLength} printable ASCII characters.");
    }

    private static string Scope(string actor, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{actor}\0{key}")))[..32];
}
