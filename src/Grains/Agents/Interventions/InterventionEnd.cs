using Aegis.Conversations;
using Aegis.Customers;

namespace Aegis.Grains.Agents.Interventions;

/// <summary>Tells the customer's grain what came of a turn of Aegis' own, before the reply is stored: what was done counts even if nobody reads of it.</summary>
internal static class InterventionEnd
{
    public static async Task<Reply> ReportAsync(IGrainFactory grains, Facts facts, Reply reply, int maxAttempts)
    {
        // Halted or no longer the agents': the lease, the person or the episode's end decide.
        if (facts.Halt?.Kind == HaltKind.Stopped || InterventionPlaybook.Current(facts) is not { } intervention)
            return reply with { Text = "" };
        var customer = grains.GetGrain<ICustomerGrain>(facts.Work.CustomerKey);
        if (InterventionPlaybook.Delay(facts, maxAttempts) is { } delay)
        {
            await customer.DelayInterventionAsync(facts.Work.Actor, intervention.Id, intervention.Finding, delay);
            return reply with { Text = "" };
        }

        var recorded = await customer.RecordInterventionAsync(facts.Work.Actor, intervention.Id, intervention.Finding, InterventionReply.Outcome(facts));
        return recorded.Ok ? reply : reply with { Text = "" };
    }
}
