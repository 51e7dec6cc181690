using Aegis.Customers;
using Aegis.Grains.Hosting;
using Aegis.Storage.States;

namespace Aegis.Grains.Customers;

/// <summary>Writes a checked profile into a customer's state and ledger.</summary>
public static class Profile
{
    public static void Create(GrainKey customer, CustomerState state, NewCustomer profile, DateTimeOffset createdAt, string actor, DateTimeOffset now)
    {
        state.Company = profile.Company;
        state.Email = profile.Email;
        state.TechStack = Items(profile.TechStack);
        state.TimeZone = profile.TimeZone;
        state.CreatedAt = createdAt;
        state.Journal.SearchChanged = true;
        state.Journal.Append(new LedgerDraft(now, "customer_created", actor, null, JsonText.Object(
            ("company", state.Company), ("email", state.Email), ("techStack", state.TechStack), ("timeZone", state.TimeZone))));
        state.Journal.Send(new OutboxDraft("customer", customer.ToString(), now, JsonText.Object(("change", "created"))));
    }

    public static void Change(GrainKey customer, CustomerState state, CustomerChanges changes, string actor, DateTimeOffset now)
    {
        state.Company = changes.Company ?? state.Company;
        state.Email = changes.Email ?? state.Email;
        state.TechStack = changes.TechStack is { } techStack ? Items(techStack) : state.TechStack;
        state.TimeZone = changes.TimeZone ?? state.TimeZone;
        state.Journal.SearchChanged |= changes.Company is not null || changes.Email is not null;
        state.Journal.Append(new LedgerDraft(now, "profile_updated", actor, null, JsonText.Object(
            ("company", changes.Company), ("email", changes.Email), ("techStack", changes.TechStack is null ? null : state.TechStack), ("timeZone", changes.TimeZone))));
        state.Journal.Send(new OutboxDraft("customer", customer.ToString(), now, JsonText.Object(("change", "updated"))));
    }

    /// <summary>Whether a customer created with this profile would be the one that is there.</summary>
    public static bool Matches(CustomerState state, NewCustomer profile) =>
        state.Company == profile.Company && state.Email == profile.Email && state.TimeZone == profile.TimeZone
        && state.TechStack.SequenceEqual(Items(profile.TechStack));

    private static ImmutableArray<string> Items(ImmutableArray<string> techStack) => techStack.IsDefault ? [] : techStack;
}
