using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Keys;
using Aegis.Storage.States;

namespace Aegis.Grains.Keys;

/// <summary>What happens to a customer's keys, in its state and ledger.</summary>
public static class KeyRing
{
    public const int MaxActive = 50;

    /// <summary>Keys remembered; beyond it the oldest revoked ones are forgotten.</summary>
    public const int MaxKept = 200;

    public static StoredKey? Find(CustomerState state, string keyId) => state.Keys.Find(key => key.Id == keyId);

    public static StoredKey? ActiveOf(CustomerState state, KeyEnvironment environment) =>
        state.Keys.Find(key => key.IsActive && key.Environment == environment);

    public static bool HasLive(CustomerState state) => ActiveOf(state, KeyEnvironment.Live) is not null;

    public static Refusal? CheckRoom(CustomerState state) =>
        state.Keys.Count(key => key.IsActive) < MaxActive
            ? null
            : new(RefusalKind.Conflict, $"The customer has {MaxActive} active keys: revoke one first.", "environment");

    /// <summary>Why a key cannot be rotated, or null. The environment it is said to be of is what policy decided by.</summary>
    public static Refusal? CheckRotation(CustomerState state, string keyId, KeyEnvironment environment) => Find(state, keyId) switch
    {
        null => new(RefusalKind.NotFound, $"There is no key '{TextRules.Show(keyId)}'.", "arguments.rotate"),
        { IsActive: false } => new(RefusalKind.Conflict, $"The key '{keyId}' was revoked: issue a new one instead.", "arguments.rotate"),
        var key when key.Environment != environment => new(RefusalKind.Invalid, $"The key '{keyId}' is a {SnakeCase.Of(key.Environment)} key, not a {SnakeCase.Of(environment)} one.", "arguments.rotate"),
        _ => null,
    };

    /// <summary>Adds a key; indexed by its hash in the same commit.</summary>
    public static void Add(GrainKey customer, CustomerState state, StoredKey key, string actor, string? actionId, DateTimeOffset now)
    {
        if (state.Keys.Count >= MaxKept && state.Keys.FindIndex(k => !k.IsActive) is >= 0 and var oldest)
            state.Keys.RemoveAt(oldest);
        state.Keys.Add(key);
        state.Journal.Index(new KeyRow(customer.Workspace, customer.CustomerId, key.Id, key.Hash));
        state.Journal.Append(new LedgerDraft(now, "key_issued", actor, actionId, Describe(key)));
        state.EvaluateAt ??= key.CreatedAt + HealthRules.KeyUnusedAfter;
    }

    /// <summary>Revokes a key; one that is revoked stays as it is.</summary>
    /// <param name="successor">The key that takes its place, when it is rotated.</param>
    public static StoredKey Revoke(CustomerState state, StoredKey key, string actor, DateTimeOffset now, string? successor = null, string? actionId = null)
    {
        if (!key.IsActive)
            return key;
        var revoked = key with { Status = KeyStatus.Revoked, RevokedAt = now };
        state.Keys[state.Keys.IndexOf(key)] = revoked;
        state.Journal.Append(successor is null
            ? new LedgerDraft(now, "key_revoked", actor, actionId, Describe(key))
            : new LedgerDraft(now, "key_rotated", actor, actionId, JsonText.Object(("keyId", key.Id), ("environment", SnakeCase.Of(key.Environment)), ("successor", successor))));
        return revoked;
    }

    public static void Revealed(CustomerState state, StoredKey key, string actor, DateTimeOffset now) =>
        state.Journal.Append(new LedgerDraft(now, "key_revealed", actor, null, Describe(key)));

    /// <summary>The key was opened for calls of Aegis' own; nobody saw it.</summary>
    public static void Probed(CustomerState state, StoredKey key, string actor, DateTimeOffset now) =>
        state.Journal.Append(new LedgerDraft(now, "key_probed", actor, null, Describe(key)));

    private static string Describe(StoredKey key) =>
        JsonText.Object(("keyId", key.Id), ("environment", SnakeCase.Of(key.Environment)), ("prefix", key.Prefix));
}
