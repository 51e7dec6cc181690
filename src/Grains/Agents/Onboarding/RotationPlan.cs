using Aegis.Actions;
using Aegis.Grains.Actions;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Onboarding;

/// <summary>Why nothing is rotated, or what is done instead.</summary>
internal enum RotationDoubt
{
    None,
    /// <summary>The message does not plainly ask for it.</summary>
    NotAsked,
    /// <summary>Several keys work, and none is named.</summary>
    Which,
    /// <summary>The key that is named is none of the customer's that work.</summary>
    NotWorking,
    /// <summary>A live key is named, and there is none.</summary>
    NoLive,
    /// <summary>No test key works any more: a new one is issued.</summary>
    NoTest,
    /// <summary>No key was ever issued: the set-up comes first.</summary>
    NoneEver,
}

/// <summary>Which keys a turn rotates: the same however often the turn is driven.</summary>
/// <param name="Keys">In the order they are rotated.</param>
internal sealed record RotationPlan(ImmutableArray<ApiKey> Keys, RotationDoubt Doubt)
{
    private const int Most = 10;

    public static RotationPlan Of(Facts facts)
    {
        var message = facts.Work.Message ?? "";
        if (!RotationWish.IsPlain(message))
            return new([], RotationDoubt.NotAsked);
        var before = AtTheBegin(facts);
        var tests = before.Where(k => k.Environment == KeyEnvironment.Test).ToImmutableArray();
        var lives = before.Where(k => k.Environment == KeyEnvironment.Live).ToImmutableArray();
        if (Names(facts, message))
            return Rotate([.. before.Where(k => IsNamed(facts, message, k))], RotationDoubt.NotWorking);
        if (RotationWish.WantsAll(message))
            return Rotate(RotationWish.NamesLive(message) == RotationWish.NamesTest(message) ? [.. tests, .. lives] : RotationWish.NamesLive(message) ? lives : tests, Lacking(facts));
        if (RotationWish.NamesLive(message) && !RotationWish.NamesTest(message))
            return Rotate([.. lives.TakeLast(1)], RotationDoubt.NoLive);
        if (tests.IsEmpty && !RotationWish.NamesTest(message))
            return Rotate([.. lives.TakeLast(1)], Lacking(facts));
        return tests.Length > 1 || (tests.Length == 1 && RotationWish.NamesAnEnd(message)) ? new([], RotationDoubt.Which) : Rotate(tests, Lacking(facts));
    }

    /// <summary>The wish to rotate a key, once a turn.</summary>
    public static string Operation(Facts facts, string keyId) => $"rotate:{facts.Work.TurnId}:{keyId}";

    /// <summary>The wish for a key where none works, once a turn.</summary>
    public static string IssueOperation(Facts facts) => $"key:test:{facts.Work.TurnId}";

    /// <summary>The keys that worked when the turn was driven first: what it has done since is left out.</summary>
    private static ImmutableArray<ApiKey> AtTheBegin(Facts facts)
    {
        var mine = facts.History.Where(a => a is { Name: Tools.GenerateApiKeys, Status: ActionStatus.Done } && IsOfTheTurn(facts, a)).ToArray();
        return
        [
            .. facts.Keys
                .Where(k => mine.Any(a => a.Output.GetValueOrDefault(ActionEffects.Rotated) == k.Id) || (k.Status == KeyStatus.Active && mine.All(a => a.Output.GetValueOrDefault("key_id") != k.Id)))
                .OrderBy(k => k.CreatedAt).ThenBy(k => k.Id, StringComparer.Ordinal),
        ];
    }

    private static bool IsOfTheTurn(Facts facts, ActionRecord action) => action.Id == OperationRules.ActionId(
        GrainKey.Parse(facts.Work.CustomerKey),
        action.Output.TryGetValue(ActionEffects.Rotated, out var rotated) ? Operation(facts, rotated) : IssueOperation(facts));

    private static bool Names(Facts facts, string message) => facts.Work.PastedKeys is { IsEmpty: false } || !RotationWish.Prefixes(message).IsEmpty;

    /// <summary>Whether the message names a key: one pasted whole by its hash, one written short by its beginning.</summary>
    private static bool IsNamed(Facts facts, string message, ApiKey key)
    {
        var pasted = (facts.Found(Tools.VerifyApiKey) as KeyFinding)?.Pasted ?? [];
        return pasted.Any(p => p.Known?.Id == key.Id)
            || (RotationWish.Prefixes(message).Contains(key.Prefix) && pasted.All(p => p.Pasted.Prefix != key.Prefix));
    }

    private static RotationDoubt Lacking(Facts facts) => facts.Keys.IsEmpty ? RotationDoubt.NoneEver : RotationDoubt.NoTest;

    private static RotationPlan Rotate(ImmutableArray<ApiKey> keys, RotationDoubt otherwise) =>
        keys.IsEmpty ? new([], otherwise) : new([.. keys.Take(Most)], RotationDoubt.None);
}
