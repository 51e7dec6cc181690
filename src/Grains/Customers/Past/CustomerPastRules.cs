using Aegis.Customers;
using Aegis.Directory;

namespace Aegis.Grains.Customers.Past;

/// <summary>Rebuilds a customer as it was at a moment from the entries of its ledger, and from nothing else.</summary>
public static class CustomerPastRules
{
    /// <param name="entries">From the first on, in order; read no further than the first that was written after the moment.</param>
    /// <returns>Null when the customer was not known by then, or what its entries said cannot be read any more.</returns>
    public static CustomerPast? Rebuild(string customerId, IEnumerable<LedgerEntry> entries, DateTimeOffset at)
    {
        var past = new PastCustomer(customerId, at);
        foreach (var entry in entries)
        {
            if (entry.At > at)
                return past.Close(entry.At);
            past.Take(entry);
        }

        return past.Close(null);
    }
}
