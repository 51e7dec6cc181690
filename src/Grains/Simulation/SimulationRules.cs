using Aegis.Behaviours;

namespace Aegis.Grains.Simulation;

/// <summary>What a simulation does when: every customer's first operation, then every customer's second, and so on.</summary>
public static class SimulationRules
{
    public const int MaxCustomers = 1_000;

    /// <summary>Operations of one customer's life: enough to be set up, to call, to fail and to recover.</summary>
    public const int OperationsEach = 24;

    public static Refusal? Check(bool allowed, int customers) =>
        !allowed ? new(RefusalKind.Forbidden, "This grid simulates no traffic: start it with --demo.")
        : customers is < 1 or > MaxCustomers ? new(RefusalKind.Invalid, $"'customers' is {customers}: use 1 to {MaxCustomers}.", "customers")
        : null;

    /// <summary>The life of a run's customer, operation by operation.</summary>
    public static CustomerOperation[] Life(int seed, int customer) =>
        [.. Behaviour.Of(seed, customer).Take(OperationsEach).Select(step => step.Operation)];
}
