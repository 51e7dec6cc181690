using Aegis.Actions;
using Aegis.Customers;

namespace Aegis.Grains.Agents.Growth;

/// <summary>How the customer does, with the figures.</summary>
/// <param name="Report">Null when it could not be read.</param>
public sealed record HealthFinding(string Tool, string Details, HealthReport? Report) : Finding(Tool, Details, ActionArguments.None);

/// <summary>get_customer_health: the customer's own figures.</summary>
public sealed class HealthLook : ILook
{
    public string Tool => Tools.GetCustomerHealth;

    public async Task<Finding> LookAsync(LookRequest request, CancellationToken cancellationToken)
    {
        var work = request.Facts.Work;
        var health = await request.Grains.GetGrain<ICustomerGrain>(work.CustomerKey).GetHealthAsync(work.Actor);
        return health.Ok
            ? new HealthFinding(Tool, FormattableString.Invariant(
                $"Health {Hosting.SnakeCase.Of(health.Value.Health.Status)}, {health.Value.CallsLast7Days} calls in 7 days ({Hosting.SnakeCase.Of(health.Value.UsageTrend)}), error rate {health.Value.ErrorRate * 100:0.#} %."), health.Value)
            : new HealthFinding(Tool, health.Refusal.Message, null);
    }
}
