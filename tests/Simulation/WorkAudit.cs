using System.Text.Json;
using Aegis.Simulation.Disk;
using Aegis.Simulation.Providers;

namespace Aegis.Simulation;

/// <summary>What must hold of work once everything has come to rest.</summary>
public static class WorkAudit
{
    /// <summary>Workflows that are neither done, nor waiting for the customer, nor parked; interventions that nobody has dealt with.</summary>
    public static IEnumerable<string> Restless(DiskTables tables) =>
        Workflows(tables).Where(w => w.Status is not ("watching" or "finished" or "parked")).Select(w => $"a workflow of {w.Customer} is {w.Status}")
            .Concat(tables.Interventions.Values.Where(i => i.Status == "acting").Select(i => $"the intervention {i.InterventionId} of {i.CustomerId} is acting"));

    public static void Check(DiskTables tables, ProviderBook book)
    {
        foreach (var twice in book.Effects.GroupBy(e => (e.What, e.Whom)).Where(g => g.Count() > 1))
            throw new InvariantBroken($"{twice.Key.What} for {twice.Key.Whom} was done {twice.Count()} times");
        foreach (var intervention in tables.Interventions.Values)
        {
            var opened = book.Effects.Count(e => e.What == "ticket" && e.Whom == $"Intervention {intervention.InterventionId}");
            if (intervention.TicketKey is not null && opened != 1)
                throw new InvariantBroken($"the intervention {intervention.InterventionId} shows ticket {intervention.TicketKey}, and {opened} were opened for it");
        }

        foreach (var (customer, status) in Workflows(tables).Where(w => w.Status == "parked"))
        {
            if (!tables.Actions.Values.Any(a => $"{a.Workspace}/{a.CustomerId}" == customer && a.Status is "unknown" or "failed"))
                throw new InvariantBroken($"a workflow of {customer} is {status}, and no action lists why");
        }

        foreach (var (customer, status) in Workflows(tables).Where(w => w.Status is "watching" or "finished"))
        {
            if (!book.Effects.Any(e => e.What == "trial" && e.Whom == customer))
                throw new InvariantBroken($"the onboarding of {customer} is {status} without a trial at the provider");
        }
    }

    private static List<(string Customer, string Status)> Workflows(DiskTables tables)
    {
        var found = new List<(string, string)>();
        foreach (var (record, stored) in tables.States)
        {
            if (stored.Json is not { } json || record.StateName != "customer")
                continue;
            using var state = JsonDocument.Parse(json);
            foreach (var workflow in state.RootElement.GetProperty("workflows").EnumerateArray())
                found.Add((record.GrainKey, workflow.GetProperty("status").GetString()!));
        }

        return found;
    }
}
