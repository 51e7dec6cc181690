using Aegis.Actors;
using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Hosting;
using Aegis.Grains.Keys;
using Aegis.Storage.States;

namespace Aegis.Grains.Customers;

/// <summary>Makes a customer and its activity of what another system knew.</summary>
public static class ImportRules
{
    public static Refusal? Check(CustomerImport? import, DateTimeOffset now)
    {
        if (import is null)
            return new(RefusalKind.Invalid, "There is nothing to import.");
        if (import.CreatedAt > now)
            return new(RefusalKind.Invalid, $"'createdAt' is {import.CreatedAt:O}: it lies in the future.", "createdAt");
        if (import.EarlierCalls < 0)
            return new(RefusalKind.Invalid, $"'earlierCalls' is {import.EarlierCalls}: it is 0 or more.", "earlierCalls");
        if (import.Keys.Length > KeyRing.MaxActive)
            return new(RefusalKind.Invalid, $"There are {import.Keys.Length} keys: at most {KeyRing.MaxActive} are allowed.", "keys");
        return ProfileRules.Check(import.Profile) ?? ActivityFold.Check(import.History, now);
    }

    public static ActivityState History(CustomerImport import, DateTimeOffset now)
    {
        var state = new ActivityState();
        ActivityFold.Fold(state, import.History, new RememberedIds(), now);
        state.TotalCalls += import.EarlierCalls;
        // Due at once: should the customer's own commit not follow, the activity is looked after.
        state.EvaluateAt = now;
        return state;
    }

    public static Done Fill(GrainKey customer, CustomerState state, CustomerImport import, string? site, CustomerServices services, Actor actor, DateTimeOffset now)
    {
        Profile.Create(customer, state, import.Profile, import.CreatedAt, actor.ToString(), now);
        state.Tier = import.Tier;
        state.Stage = import.Stage;
        state.Site = state.Journal.Site = site;
        if (import.Tier == Tier.Trial)
            state.TrialEndsAt = import.CreatedAt.AddDays(services.Options.TrialDays);
        state.Journal.Append(new LedgerDraft(now, "customer_imported", actor.ToString(), null, JsonText.Object(
            ("tier", SnakeCase.Of(import.Tier)), ("stage", SnakeCase.Of(import.Stage)), ("createdAt", import.CreatedAt),
            ("keys", import.Keys.Length), ("calls", import.History.Length + import.EarlierCalls))));
        for (var i = 0; i < import.Keys.Length; i++)
        {
            var id = DerivedId.Of("key", customer.ToString(), "import", i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var key = services.Mint.Make(customer, state, id, import.Keys[i].Environment, import.Keys[i].CreatedAt);
            KeyRing.Add(customer, state, key, actor.ToString(), null, now);
        }

        return Done.Instance;
    }
}
