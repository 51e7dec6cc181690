using Aegis.Eval.Running;

namespace Aegis.Eval.Procedure;

/// <summary>What the outside systems did was intended by some ledger before, once, for the customer whose ledger it was.</summary>
internal static class EffectRules
{
    /// <summary>Operations a tool may bring about outside.</summary>
    private static readonly ImmutableDictionary<string, string[]> ToolsOf = new Dictionary<string, string[]>
    {
        ["create_issue"] = ["create_ticket"],
        ["add_comment"] = ["comment_on_ticket"],
        ["send"] = ["send_onboarding_email"],
        ["create_subscription"] = ["create_trial_subscription", "upgrade_plan"],
        ["update_subscription"] = ["upgrade_plan", "apply_discount"],
        ["create_coupon"] = ["apply_discount"],
        ["add_credit"] = ["apply_credit"],
    }.ToImmutableDictionary();

    public static IEnumerable<ProcedureFault> Judge(Observation seen)
    {
        var deeds = seen.Customers.SelectMany(c => Deeds.Of(c).Select(deed => (Customer: c, Deed: deed))).ToArray();
        foreach (var effect in seen.Effects)
        {
            var (customer, deed) = deeds.FirstOrDefault(d => effect.Key is { } key && (key == d.Deed.Id || key.StartsWith($"{d.Deed.Id}-", StringComparison.Ordinal)));
            if (deed is null)
                yield return new("intent", effect.Subject, $"{effect.Provider} did {effect.Operation} ({effect.Key ?? "no key"}), which no ledger intended.");
            else if (deed.Intended.IsEmpty || deed.Intended[0].At > effect.At.AddSeconds(1))
                yield return new("intent", customer.Persona.Id, $"{effect.Provider} did {effect.Operation} before {deed.Tool} ({deed.Id}) was intended.");
            else if (ToolsOf.TryGetValue(effect.Operation, out var tools) && !tools.Contains(deed.Tool))
                yield return new("intent", customer.Persona.Id, $"{effect.Provider} did {effect.Operation} for {deed.Tool} ({deed.Id}).");
            else if (Stranger(effect, customer) is { } stranger)
                yield return new("identity", customer.Persona.Id, $"{effect.Provider} did {effect.Operation} for {stranger}.");
        }

        foreach (var same in seen.Effects.Where(e => e.Key is not null).GroupBy(e => (e.Provider, e.Operation, e.Key)).Where(g => g.Count() > 1))
            yield return new("duplicate", same.First().Subject, $"{same.Key.Provider} did {same.Key.Operation} ({same.Key.Key}) {same.Count()} times.");
    }

    /// <summary>For whom something was done that is not the customer whose ledger intended it; null where it is.</summary>
    private static string? Stranger(ProviderEffect effect, CustomerTrace customer) => effect.Provider switch
    {
        "mail" => effect.Subject.Trim('<', '>', ' ') == customer.Customer.Email || effect.Subject.Contains($"<{customer.Customer.Email}>", StringComparison.Ordinal) ? null : effect.Subject,
        // Its subject is the ticket, or the coupon.
        _ when effect.Operation is "add_comment" or "create_coupon" => null,
        _ => effect.Subject == customer.Key ? null : effect.Subject,
    };
}
