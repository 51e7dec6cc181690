using System.Collections.Immutable;
using Aegis.Activity;
using Aegis.Behaviours;
using Aegis.Customers;
using Aegis.Keys;

namespace Aegis.Silo.Demo;

/// <summary>The four demo customers, each a textbook case of one situation. Always the same, relative to the time they are added.</summary>
public static class Personas
{
    /// <summary>What one of them writes: a wish that waits for people, so that somebody who looks at the demo has something to decide.</summary>
    public static readonly (string Id, string Text) Asks = ("demo_active_customer", "We are growing and about to renew for another year. Could we get a discount of 10 %?");

    public static ImmutableArray<(string Id, CustomerImport Import)> At(DateTimeOffset now) =>
    [
        ("demo_new_customer", NewCustomer(now)),
        ("demo_trial_customer", TrialCustomer(now)),
        ("demo_active_customer", ActiveCustomer(now)),
        ("demo_at_risk_customer", AtRiskCustomer(now)),
    ];

    // Just signed up: nothing yet.
    private static CustomerImport NewCustomer(DateTimeOffset now) => new(
        new("Example Corp", "dev@example.com", []), Tier.None, Stage.New, now, [], [], 0);

    // Has had a test key for a day and made no call.
    private static CustomerImport TrialCustomer(DateTimeOffset now) => new(
        new("Startup Inc", "founder@startup.example", ["Node.js"]), Tier.Trial, Stage.ApiKeysGenerated, now.AddHours(-26),
        [new(KeyEnvironment.Test, now.AddHours(-25))], [], 0);

    // 30 days, 1,543 calls, ever more of them.
    private static CustomerImport ActiveCustomer(DateTimeOffset now)
    {
        var history = new CallHistory(seed: 1);
        history.AddDay(daysAgo: 29, calls: 13, errors: 0);
        // 8 % a day: increasing at any hour, also just after midnight UTC, when the last of the seven days has no call yet.
        for (var daysAgo = 28; daysAgo >= 0; daysAgo--)
            history.AddDay(daysAgo, calls: (int)Math.Round(127 * Math.Pow(1.08, -daysAgo)), errors: 0);
        return new(
            new("BigCorp Ltd", "platform@bigcorp.example", ["Python", "Django", "PostgreSQL"]), Tier.Pro, Stage.ProductionReady, now.AddDays(-31),
            [new(KeyEnvironment.Test, now.AddDays(-31)), new(KeyEnvironment.Live, now.AddDays(-30))], Events("demo-active", history, now), 0);
    }

    // 45 days, 234 calls, ever fewer; 3 of the 20 calls of its last active day failed on a malformed header.
    private static CustomerImport AtRiskCustomer(DateTimeOffset now)
    {
        var history = new CallHistory(seed: 2);
        for (var daysAgo = 13; daysAgo >= 8; daysAgo--)
            history.AddDay(daysAgo, calls: 15, errors: 0);
        history.AddDay(daysAgo: 2, calls: 20, errors: 3);
        return new(
            new("AtRisk Co", "ops@atrisk.example", ["PHP"]), Tier.Starter, Stage.ProductionReady, now.AddDays(-45),
            [new(KeyEnvironment.Test, now.AddDays(-45)), new(KeyEnvironment.Live, now.AddDays(-44))], Events("demo-at-risk", history, now), EarlierCalls: 124);
    }

    private static ImmutableArray<ActivityEvent> Events(string prefix, CallHistory history, DateTimeOffset now) =>
        [.. history.Calls.Select((call, i) => new ActivityEvent($"{prefix}-{i}", call.Endpoint, call.Status, now - call.Age, call.LatencyMs, call.Reason))];
}
