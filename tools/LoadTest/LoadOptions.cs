using Aegis.LoadTest.Reports;

namespace Aegis.LoadTest;

/// <summary>A wrong option; the message names it and the mend.</summary>
public sealed class OptionException(string message) : Exception(message);

/// <summary>What to simulate, against what, and what must hold.</summary>
public sealed record LoadOptions
{
    public required Uri Url { get; init; }

    /// <summary>The administrator's key.</summary>
    public required string ApiKey { get; init; }

    public int Customers { get; init; } = 5000;

    /// <summary>How long customers act; what they began is finished and verified after that.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Operations a second that all customers together aim at; unless given, each acts every ten seconds.</summary>
    public double? Rate { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>How long one operation is tried again before it counts as an error.</summary>
    public TimeSpan RetryBudget { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long set-ups under way may take to end before they are verified.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(2);

    public Objectives Objectives { get; init; } = new(MaxErrorRate: 0, MaxP99: null);

    public double OperationsPerSecond => Rate ?? Customers / 10.0;

    /// <summary>The mean time between two operations of a customer.</summary>
    public TimeSpan Beat => TimeSpan.FromSeconds(Customers / OperationsPerSecond);

    /// <exception cref="OptionException">An option is out of range.</exception>
    public void Validate()
    {
        Require(Url.Scheme is "http" or "https", $"--url is '{Url}'; give an address such as http://127.0.0.1:5080.");
        Require(Customers is >= 1 and <= 1_000_000, $"--customers is {Customers}; give 1 to 1000000.");
        Require(Duration > TimeSpan.Zero, $"--duration is {Duration}; give a time such as 60s or 20m.");
        Require(OperationsPerSecond > 0 && Beat < TimeSpan.FromDays(1), $"--rate is {Rate}; give operations a second, enough for each customer to act once a day.");
        Require(RetryBudget >= TimeSpan.Zero, $"--retry-budget is {RetryBudget}; give 0s or more.");
        Require(Timeout > TimeSpan.Zero, $"--timeout is {Timeout}; give a time such as 30s.");
        Require(Objectives.MaxErrorRate is >= 0 and <= 1, $"--max-error-rate is {Objectives.MaxErrorRate}; give 0 to 1.");
    }

    /// <summary>Without the key.</summary>
    public override string ToString() => FormattableString.Invariant($"{Customers} customers on {Url}, {OperationsPerSecond:0.#} operations a second for {Duration}, seed {Seed}");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new OptionException(otherwise);
    }
}
