using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Billing.Stripe;

/// <summary>
/// Our customers at Stripe, which gives ids of its own. Its search lags behind by up to a minute; a list by address does not,
/// and the key of the creation, which follows from our customer, covers the day in which both may miss.
/// </summary>
internal sealed class StripeCustomers(StripeApi api, ConnectorCalls calls)
{
    public const string Reference = "aegis_customer";

    /// <summary>The id of the customer, or null when the search knows none.</summary>
    public Task<string?> FindAsync(string reference, CancellationToken cancellationToken) =>
        calls.RunAsync("search_customers", CallKind.Read, async token => Oldest(await SearchAsync(reference, token), reference), cancellationToken);

    /// <summary>The id of the customer, made where there is none.</summary>
    public async Task<string> EnsureAsync(string reference, string company, string email, CancellationToken cancellationToken)
    {
        var known = await FindAsync(reference, cancellationToken) ?? await calls.RunAsync("list_customers", CallKind.Read, async token =>
            Oldest((await api.GetAsync<StripeList<StripeCustomer>>("customers", token, ("email", email), ("limit", "100"))).Data, reference), cancellationToken);
        return known ?? await calls.RunAsync("create_customer", CallKind.Keyed, token => CreateAsync(reference, company, email, token), cancellationToken);
    }

    private async Task<string> CreateAsync(string reference, string company, string email, CancellationToken cancellationToken)
    {
        try
        {
            var made = await api.PostAsync<StripeCustomer>("customers", ProviderIds.From("aegis-customer", reference), cancellationToken,
                ("name", company), ("email", email), ($"metadata[{Reference}]", reference));
            return made.Value.Id;
        }
        catch (ProviderException answer) when (answer.Code == ProviderCodes.KeyMisused)
        {
            // Made today under another name or address, and not to be found yet.
            throw new ConnectorException(FailureKind.Unavailable, "Stripe does not show a customer yet that was just made.", TimeSpan.FromMinutes(1), answer);
        }
    }

    private async Task<IReadOnlyList<StripeCustomer>?> SearchAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            var quoted = reference.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
            return (await api.GetAsync<StripeList<StripeCustomer>>("customers/search", cancellationToken, ("query", $"metadata['{Reference}']:'{quoted}'"), ("limit", "100"))).Data;
        }
        catch (ProviderException answer) when (answer.Status == 404)
        {
            // Not every account may search.
            return null;
        }
    }

    private static string? Oldest(IReadOnlyList<StripeCustomer>? customers, string reference) => customers?
        .Where(customer => customer.Metadata?.GetValueOrDefault(Reference) == reference)
        .OrderBy(customer => customer.Created).ThenBy(customer => customer.Id, StringComparer.Ordinal)
        .FirstOrDefault()?.Id;
}
