using Aegis.Conversations;
using Aegis.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Keys;

/// <summary>Replaces the key placeholders of one customer's texts, for the caller of one request.</summary>
internal sealed class KeyTexts(Caller caller, string customerId)
{
    private readonly Dictionary<string, Result<RevealedKey>> _revealed = [];
    private ImmutableArray<ApiKey>? _keys;

    /// <summary>Binds handler parameters of routes with a customer's {id}.</summary>
    public static ValueTask<KeyTexts> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));

    /// <summary>The request's own: a key revealed once is not revealed, and recorded, again.</summary>
    public static KeyTexts Of(HttpContext context)
    {
        if (context.Features.Get<KeyTexts>() is not { } texts)
            context.Features.Set(texts = new(Caller.Of(context), (string)context.GetRouteValue("id")!));
        return texts;
    }

    /// <summary>The key with its secret; the ledger records it.</summary>
    public async Task<Result<RevealedKey>> RevealKeyAsync(string keyId)
    {
        if (!_revealed.TryGetValue(keyId, out var revealed))
            _revealed[keyId] = revealed = await caller.Customer(customerId).RevealKeyAsync(caller.Actor, keyId);
        return revealed;
    }

    /// <summary>The secrets, where the caller may see them; what cannot be revealed is masked.</summary>
    public Task<string> RevealAsync(string text) => KeyPlaceholder.FillAsync(text, ShowAsync);

    public Task<Reply> RevealAsync(Reply reply) => FillAsync(reply, RevealAsync);

    /// <summary>What may always be shown: the keys' prefixes.</summary>
    public Task<Reply> MaskAsync(Reply reply) => FillAsync(reply, text => KeyPlaceholder.FillAsync(text, MaskAsync));

    private static async Task<Reply> FillAsync(Reply reply, Func<string, Task<string>> fill) => reply with
    {
        Text = await fill(reply.Text),
        Sections = new(
            await FillAsync(reply.Sections.Diagnostics, fill),
            await FillAsync(reply.Sections.Actions, fill),
            await FillAsync(reply.Sections.NextSteps, fill)),
    };

    private static async Task<ImmutableArray<string>> FillAsync(ImmutableArray<string> lines, Func<string, Task<string>> fill)
    {
        var filled = ImmutableArray.CreateBuilder<string>(lines.Length);
        foreach (var line in lines)
            filled.Add(await fill(line));
        return filled.MoveToImmutable();
    }

    private async Task<string> ShowAsync(string keyId) =>
        await RevealKeyAsync(keyId) is { Ok: true, Value: var key } ? key.Secret : await MaskAsync(keyId);

    private async Task<string> MaskAsync(string keyId)
    {
        if (_keys is null)
        {
            var listed = await caller.Customer(customerId).ListKeysAsync(caller.Actor);
            _keys = listed.Ok ? listed.Value : [];
        }

        return _keys.Value.FirstOrDefault(k => k.Id == keyId) is { } key ? $"{key.Prefix}…" : KeyPlaceholder.For(keyId);
    }
}
