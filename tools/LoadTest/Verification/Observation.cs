using System.Text.Json;

namespace Aegis.LoadTest.Verification;

/// <summary>What the grid shows of one customer after the run.</summary>
/// <param name="Events">Calls counted in all.</param>
/// <param name="Actions">The set-up's actions: name and status.</param>
/// <param name="Messages">Turns that began with a message of the customer.</param>
public sealed record Observation(
    long Events, ImmutableArray<SetUpAction> Actions, int TestKeys, int LiveKeys, ImmutableHashSet<string> Turns, int Messages)
{
    /// <summary>Each is done once in a customer's life. Keys are counted by themselves, because more may be issued on demand.</summary>
    public static readonly ImmutableArray<string> OnceOnly = ["create_trial_subscription", "provision_test_environment", "send_onboarding_email"];

    /// <summary>Whether nothing is under way any more: all is done, or waits for a person.</summary>
    public bool IsSettled => Actions.Any(a => a.Status == "unknown") || (OnceOnly.All(tool => Actions.Any(a => a.Tool == tool && a.Status == "done")) && TestKeys > 0);

    public static Observation Of(JsonElement customer, JsonElement actions, JsonElement keys, JsonElement conversation)
    {
        var turns = Items(conversation, "turns").Where(turn => turn.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String).ToList();
        return new(
            customer.GetProperty("totalApiCalls").GetInt64(),
            [.. Items(actions, "items").Select(a => new SetUpAction(Text(a, "name"), Text(a, "status"))).Where(a => OnceOnly.Contains(a.Tool))],
            Items(keys, "items").Count(key => Text(key, "environment") == "test"),
            Items(keys, "items").Count(key => Text(key, "environment") == "live"),
            [.. turns.Select(turn => Text(turn, "id"))],
            turns.Count);
    }

    private static IEnumerable<JsonElement> Items(JsonElement from, string name) => from.GetProperty(name).EnumerateArray();

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;
}

/// <summary>One action of the set-up.</summary>
public sealed record SetUpAction(string Tool, string Status);
