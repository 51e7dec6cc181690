using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Aegis.Storage.States;

namespace Aegis.Storage.Database;

/// <summary>An order the list of customers can be read in, by the name that a question gives it. Each has one direction, the one people ask for.
/// <para>Figures move with every call, and an index over them would be written with every call. So the indexes hold coarse bands of them, which move seldom;
/// the databases read a band at a time and sort it.</para></summary>
public sealed class CustomerOrder
{
    public static readonly CustomerOrder Id = new("id", null, isDescending: false);

    /// <summary>By company, A to Z.</summary>
    public static readonly CustomerOrder Company = new("company", "company_key", isDescending: false)
    {
        ValueOf = row => CustomerBands.CompanyKey(row.Company),
        Parse = value => value,
        Figures = (x, y) => CompareBytes(CustomerBands.CompanyKey(x.Company), CustomerBands.CompanyKey(y.Company)),
    };

    /// <summary>The newest customers first.</summary>
    public static readonly CustomerOrder Newest = new("newest", "created_at", isDescending: true)
    {
        ValueOf = row => Times.ToMicros(row.CreatedAt).ToString(CultureInfo.InvariantCulture),
        Parse = value => long.TryParse(value, CultureInfo.InvariantCulture, out var micros) && micros is > -62_000_000_000_000_000 and < 253_000_000_000_000_000 ? Times.FromMicros(micros) : null,
        Figures = (x, y) => x.CreatedAt.CompareTo(y.CreatedAt),
    };

    /// <summary>At risk first; within a status the least engaged first.</summary>
    public static readonly CustomerOrder Health = new("health", "engagement_score", isDescending: false)
    {
        ByHealth = true,
        Band = "score_band",
        Index = "customers_by_score",
        BandOf = score => CustomerBands.OfScore((int)(long)score),
        ValueOf = row => string.Create(CultureInfo.InvariantCulture, $"{row.Health}.{row.EngagementScore}"),
        Parse = value => value.Split('.') is [var status, var text] && CustomerGroups.Healths.Contains(status) && int.TryParse(text, CultureInfo.InvariantCulture, out var score) ? (long)score : null,
        Figures = (x, y) => x.EngagementScore.CompareTo(y.EngagementScore),
    };

    /// <summary>Those with most calls first.</summary>
    public static readonly CustomerOrder Calls = new("calls", "total_api_calls", isDescending: true)
    {
        Band = "calls_band",
        Index = "customers_by_calls",
        IndexOfNone = "customers_without_calls",
        BandOf = calls => CustomerBands.OfCalls((long)calls),
        HasNone = true,
        ValueOf = row => row.TotalApiCalls.ToString(CultureInfo.InvariantCulture),
        Parse = value => long.TryParse(value, CultureInfo.InvariantCulture, out var calls) ? calls : null,
        Figures = (x, y) => x.TotalApiCalls.CompareTo(y.TotalApiCalls),
    };

    /// <summary>Those whose calls fail most first.</summary>
    public static readonly CustomerOrder Errors = new("errors", "error_rate", isDescending: true)
    {
        Band = "errors_band",
        Index = "customers_by_errors",
        IndexOfNone = "customers_without_errors",
        BandOf = rate => CustomerBands.OfErrors((double)rate),
        HasNone = true,
        ValueOf = row => row.ErrorRate.ToString("R", CultureInfo.InvariantCulture),
        Parse = value => double.TryParse(value, CultureInfo.InvariantCulture, out var rate) && double.IsFinite(rate) ? rate : null,
        Figures = (x, y) => x.ErrorRate.CompareTo(y.ErrorRate),
    };

    public static readonly ImmutableArray<CustomerOrder> All = [Id, Company, Newest, Health, Calls, Errors];

    private readonly string? _field;

    private CustomerOrder(string name, string? field, bool isDescending) => (Name, _field, IsDescending) = (name, field, isDescending);

    public string Name { get; }

    internal bool IsDescending { get; }

    /// <summary>Whether it goes by health before anything else, worst first.</summary>
    internal bool ByHealth { get; private init; }

    /// <summary>The column that holds a coarse band of what it goes by; null where that is indexed itself.</summary>
    internal string? Band { get; private init; }

    /// <summary>Whether the lowest band, 0, is not a band but all who have none: they are equal, and in order by id.</summary>
    internal bool HasNone { get; private init; }

    /// <summary>The index of its bands, and that of those who have none.</summary>
    internal string? Index { get; private init; }

    internal string? IndexOfNone { get; private init; }

    /// <summary>What it goes by before the id, of a row, as text.</summary>
    internal Func<CustomerRow, string> ValueOf { get; private init; } = _ => "";

    /// <summary>That text as a value of the column (text, long, double or time); null when it is none.</summary>
    private Func<string, object?> Parse { get; init; } = _ => null;

    private Func<object, int> BandOf { get; init; } = _ => 0;

    private Comparison<CustomerRow> Figures { get; init; } = (_, _) => 0;

    /// <summary>The columns within a group of customers, which an index has in this order; the last is the id.</summary>
    internal string[] Columns => [.. new[] { Band, _field, "customer_id" }.OfType<string>()];

    /// <summary>What any customers are sorted by, without an index.</summary>
    internal string[] Sorted => [.. new[] { ByHealth ? CustomerGroups.HealthRank : null, _field, "customer_id" }.OfType<string>()];

    /// <exception cref="ArgumentException">There is no such order.</exception>
    public static CustomerOrder Named(string name) => All.FirstOrDefault(order => order.Name == name) ?? throw new ArgumentException($"There is no order '{name}' of customers.", nameof(name));

    /// <summary>A place as values of <see cref="Columns"/>; null when it is none in this order.</summary>
    internal object[]? KeysOf(CustomerPlace place) =>
        _field is null ? [place.Id]
        : Parse(place.Value) is not { } value ? null
        : Band is null ? [value, place.Id]
        : [(long)BandOf(value), value, place.Id];

    /// <summary>A place as values of <see cref="Sorted"/>.</summary>
    internal object[] SortedKeysOf(CustomerPlace place) =>
        _field is null ? [place.Id]
        : HealthOf(place) is { } health ? [(long)CustomerGroups.Healths.IndexOf(health), Parse(place.Value)!, place.Id]
        : [Parse(place.Value)!, place.Id];

    /// <summary>What of SQL's ORDER BY sorts by these columns.</summary>
    internal string By(IEnumerable<string> columns) => string.Join(", ", columns.Select(column => IsDescending ? $"{column} DESC" : column));

    /// <summary>The health a place is in, where the order goes by that first.</summary>
    internal string? HealthOf(CustomerPlace place) => ByHealth ? place.Value.Split('.')[0] : null;

    /// <summary>Compares rows as the databases do.</summary>
    internal int Compare(CustomerRow x, CustomerRow y)
    {
        var compared = ByHealth ? CustomerGroups.Healths.IndexOf(x.Health) - CustomerGroups.Healths.IndexOf(y.Health) : 0;
        if (compared == 0)
            compared = Figures(x, y);
        if (compared == 0)
            compared = string.CompareOrdinal(x.CustomerId, y.CustomerId);
        return IsDescending ? -compared : compared;
    }

    public override string ToString() => Name;

    private static int CompareBytes(string x, string y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y));
}
