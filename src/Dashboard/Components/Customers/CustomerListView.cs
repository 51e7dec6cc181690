using Aegis.Customers;
using Aegis.Dashboard.Components.Controls;
using Aegis.Directory;

namespace Aegis.Dashboard.Components.Customers;

/// <summary>What the customer list is narrowed to and ordered by, as it stands in the address; what the address says and nobody knows is as if left out.</summary>
public sealed record CustomerListView(string? Query = null, HealthStatus? Health = null, Tier? Tier = null, Stage? Stage = null, CustomerSort Sort = CustomerSort.Health)
{
    public const CustomerSort DefaultSort = CustomerSort.Health;

    public static readonly CustomerListView All = new();

    /// <summary>The orders as the console words them.</summary>
    public static readonly ImmutableArray<(CustomerSort Sort, string Title)> Sorts =
    [
        (CustomerSort.Health, "Health, worst first"),
        (CustomerSort.Company, "Company, A to Z"),
        (CustomerSort.Newest, "Newest first"),
        (CustomerSort.Calls, "Most calls first"),
        (CustomerSort.Errors, "Most errors first"),
        (CustomerSort.Id, "Id"),
    ];

    public bool IsFiltered => Query is not null || Health is not null || Tier is not null || Stage is not null;

    public static CustomerListView Of(string? query, string? status, string? tier, string? stage, string? sort) => new(
        string.IsNullOrWhiteSpace(query) ? null : query, Words.Parse<HealthStatus>(status), Words.Parse<Tier>(tier), Words.Parse<Stage>(stage),
        Words.Parse<CustomerSort>(sort) ?? DefaultSort);

    /// <summary>The query of the address, without the question mark; empty for the list as it is.</summary>
    public string ToQuery() => PageAddress.Query(
        ("q", Query), ("status", Name(Health)), ("tier", Name(Tier)), ("stage", Name(Stage)), ("sort", Sort == DefaultSort ? null : Words.Snake(Sort)));

    public string Address() => ToQuery() is { Length: > 0 } query ? $"/customers?{query}" : "/customers";

    public CustomerQuery Page(string? cursor, int size) => new(Health, Tier, Stage, Query, cursor, size, Sort);

    /// <summary>How many there are, where the figures of the fleet tell; null for a search.</summary>
    public long? CountIn(Fleet fleet) => Query is not null ? null
        : fleet.Groups.Where(g => (Health ?? g.Health) == g.Health && (Tier ?? g.Tier) == g.Tier && (Stage ?? g.Stage) == g.Stage).Sum(g => g.Customers);

    private static string? Name<T>(T? value) where T : struct, Enum => value is { } known ? Words.Snake(known) : null;
}
