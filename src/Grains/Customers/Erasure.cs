using Aegis.Customers;
using Aegis.Grains.Hosting;
using Aegis.Storage.States;

namespace Aegis.Grains.Customers;

/// <summary>Empties a customer's state down to the head of its ledger, so that chain and id stay and nothing else does.</summary>
public static class Erasure
{
    public static Done Empty(GrainKey customer, CustomerState state, DateTimeOffset now)
    {
        state.Company = "";
        state.Email = "";
        state.TechStack = [];
        state.TimeZone = null;
        state.CreatedAt = default;
        state.Tier = Tier.None;
        state.Stage = Stage.New;
        state.Health = HealthStatus.New;
        state.TrialEndsAt = null;
        state.EvaluateAt = null;
        state.Site = null;
        state.Keys.Clear();
        state.Actions.Clear();
        state.Workflows.Clear();
        state.Episodes = null;
        state.Approvals = null;
        state.Wheel = null;
        state.Written = null;
        state.Providers = null;
        state.UnknownFields = null;
        state.ErasedAt = now;
        state.Version++;
        state.Journal.Append(new LedgerDraft(now, "erased", Progress.Aegis, null, "{}"));
        state.Journal.Send(new OutboxDraft("customer", customer.ToString(), now, JsonText.Object(("change", "erased"))));
        state.Journal.Erase = true;
        return Done.Instance;
    }
}
