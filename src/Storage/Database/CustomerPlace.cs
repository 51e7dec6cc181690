namespace Aegis.Storage.Database;

/// <summary>Where a page of customers ended, by what the row said then: rows that change meanwhile move, the page's end does not.</summary>
/// <param name="Value">What the order goes by, before the id; empty where it goes by the id alone.</param>
public sealed record CustomerPlace(string Id, string Value)
{
    public static CustomerPlace Of(States.CustomerRow row, CustomerOrder order) => new(row.CustomerId, order.ValueOf(row));

    /// <summary>Whether this is a place in a list of this order.</summary>
    public bool Fits(CustomerOrder order) => order.KeysOf(this) is not null;
}
