using Aegis.Actions;
using Aegis.Customers;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Keys;
using Aegis.Grains.Policy;
using Aegis.Keys;
using Aegis.Storage.States;

namespace Aegis.Grains.Actions;

/// <summary>The actions whose whole effect is the customer's own state: done in the commit that intends them, so nothing can come between.</summary>
public sealed class InternalActions(KeyMint mint)
{
    /// <summary>Why the action cannot be done now, or null.</summary>
    public Refusal? Check(CustomerState state, StoredAction action) => action.Tool switch
    {
        Tools.GenerateApiKeys when action.Arguments.TryGetValue(ToolArguments.Rotate, out var keyId) => KeyRing.CheckRotation(state, keyId, EnvironmentOf(action)),
        Tools.GenerateApiKeys => KeyRing.CheckRoom(state),
        Tools.ApplyAuthFix => KeyRing.ActiveOf(state, KeyEnvironment.Test) is null ? KeyRing.CheckRoom(state) : null,
        _ => ProfileRules.Check(ChangesOf(action)),
    };

    public (string Evidence, ImmutableSortedDictionary<string, string> Output) Perform(GrainKey customer, CustomerState state, StoredAction action, DateTimeOffset now) =>
        action.Tool switch
        {
            Tools.GenerateApiKeys when action.Arguments.TryGetValue(ToolArguments.Rotate, out var keyId) => RotateKey(customer, state, action, KeyRing.Find(state, keyId)!, now),
            Tools.GenerateApiKeys => IssueKey(customer, state, action, EnvironmentOf(action), now),
            Tools.ApplyAuthFix when KeyRing.ActiveOf(state, KeyEnvironment.Test) is { } key =>
                ($"Nothing had to change on our side: the test key {key.Prefix}… works. The corrected call stands in the reply.", ActionEffects.OutputOf(key)),
            Tools.ApplyAuthFix => IssueKey(customer, state, action, KeyEnvironment.Test, now),
            _ => UpdateProfile(customer, state, action, now),
        };

    private (string, ImmutableSortedDictionary<string, string>) IssueKey(GrainKey customer, CustomerState state, StoredAction action, KeyEnvironment environment, DateTimeOffset now)
    {
        var key = mint.Make(customer, state, OperationRules.KeyId(action.Id), environment, now);
        KeyRing.Add(customer, state, key, action.Actor, action.Id, now);
        Progress.AdvanceStage(customer, state, Stage.ApiKeysGenerated, action.Actor, now);
        return ($"Issued the {SnakeCase.Of(environment)} key {key.Prefix}….", ActionEffects.OutputOf(key));
    }

    private (string, ImmutableSortedDictionary<string, string>) RotateKey(GrainKey customer, CustomerState state, StoredAction action, StoredKey old, DateTimeOffset now)
    {
        KeyRing.Revoke(state, old, action.Actor, now, OperationRules.KeyId(action.Id), action.Id);
        var (issued, output) = IssueKey(customer, state, action, old.Environment, now);
        return ($"{issued} The {SnakeCase.Of(old.Environment)} key {old.Prefix}… is revoked.", output.Add(ActionEffects.Rotated, old.Id));
    }

    private static KeyEnvironment EnvironmentOf(StoredAction action) => SnakeCase.Parse<KeyEnvironment>(action.Arguments[ToolArguments.Environment]);

    private static (string, ImmutableSortedDictionary<string, string>) UpdateProfile(GrainKey customer, CustomerState state, StoredAction action, DateTimeOffset now)
    {
        Profile.Change(customer, state, ChangesOf(action), action.Actor, now);
        return ($"Updated {string.Join(", ", action.Arguments.Keys)}.", action.Arguments);
    }

    private static CustomerChanges ChangesOf(StoredAction action) => new(
        TechStack: action.Arguments.TryGetValue(ToolArguments.TechStack, out var techStack)
            ? [.. techStack.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : null,
        TimeZone: action.Arguments.GetValueOrDefault(ToolArguments.TimeZone));
}
