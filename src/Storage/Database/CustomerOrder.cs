namespace Aegis.Storage.Database;

/// <summary>The orders a list of customers can be read in. Each has one direction, the one people ask for.</summary>
public enum CustomerOrder
{
    Id,
    /// <summary>By company, A to Z.</summary>
    Company,
    /// <summary>The newest customers first.</summary>
    Newest,
    /// <summary>At risk first; within a status the least engaged first.</summary>
    Health,
    /// <summary>Those with most calls first.</summary>
    Calls,
    /// <summary>Those whose calls fail most first.</summary>
    Errors,
}

/// <summary>Where a page of customers ended, by what the row said then: rows that change meanwhile move, the page's end does not.</summary>
/// <param name="Value">What the order goes by, before the id; empty where it goes by the id alone.</param>
public sealed record CustomerPlace(string Id, string Value)
{
    public static CustomerPlace Of(States.CustomerRow row, CustomerOrder order) => new(row.CustomerId, CustomerOrders.ValueOf(row, order));

    /// <summary>Whether this is a place in a list of this order.</summary>
    public bool Fits(CustomerOrder order) => CustomerOrders.TryKeys(this, order, out _, out _);
}
