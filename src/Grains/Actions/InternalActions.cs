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
        Tools.GenerateApiKeys => KeyRing.CheckRoom(state),
        Tools.ApplyAuthFix => KeyRing.ActiveOf(state, KeyEnvironment.Test) is null ? KeyRing.CheckRoom(state) : null,
        _ => ProfileRules.Check(ChangesOf(action)),
    };

    public (string Evidence, ImmutableSortedDictionary<string, string> Output) Perform(GrainKey customer, CustomerState state, StoredAction action, DateTimeOffset now) =>
        action.Tool switch
        {
            Tools.GenerateApiKeys => IssueKey(customer, state, action, SnakeCase.Parse<KeyEnvironment>(action.Arguments[ToolArguments.Environment]), now),
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
