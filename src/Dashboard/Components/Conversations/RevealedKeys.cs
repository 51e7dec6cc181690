using Aegis.Dashboard.Grid;
using Aegis.Keys;

namespace Aegis.Dashboard.Components.Conversations;

/// <summary>The customer's keys as this page shows them: masked, until a person reveals one. Secrets live no longer than the page.</summary>
public sealed class RevealedKeys(ConsoleGrid grid, string customerId)
{
    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private IReadOnlyList<ApiKey> _known = [];

    /// <summary>Raised when a key was revealed, hidden, or its prefix became known.</summary>
    public event Action? Changed;

    public void Know(IReadOnlyList<ApiKey> keys)
    {
        if (ReferenceEquals(_known, keys))
            return;
        _known = keys;
        Changed?.Invoke();
    }

    public string? Secret(string keyId) => _secrets.GetValueOrDefault(keyId);

    public string Masked(string keyId) => (_known.FirstOrDefault(k => k.Id == keyId)?.Prefix ?? "sk_") + "••••••••";

    /// <summary>Null when revealed, else why not.</summary>
    public async Task<string?> RevealAsync(string keyId)
    {
        var revealed = await grid.AskAsync<RevealedKey>(() => grid.Customer(customerId).RevealKeyAsync(grid.Actor, keyId));
        if (revealed.Value is null)
            return revealed.Error;
        _secrets[keyId] = revealed.Value.Secret;
        Changed?.Invoke();
        return null;
    }

    public void Hide(string keyId)
    {
        _secrets.Remove(keyId);
        Changed?.Invoke();
    }
}
