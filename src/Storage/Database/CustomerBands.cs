using System.Globalization;
using System.Numerics;
using System.Text;
using Aegis.Storage.States;

namespace Aegis.Storage.Database;

/// <summary>What the orders of the customer list go by.
/// <para>Figures move with every call, and an index over them would be written with every call. So the indexes hold coarse bands of them, which move seldom;
/// the databases read a band at a time and sort it.</para></summary>
internal static class CustomerOrders
{
    private const int CompanyKeyLength = 64;

    /// <summary>The company as it is ordered by.</summary>
    public static string CompanyKey(string company)
    {
        var key = company.Trim().ToLowerInvariant();
        if (key.Length <= CompanyKeyLength)
            return key;
        return key[..(char.IsHighSurrogate(key[CompanyKeyLength - 1]) ? CompanyKeyLength - 1 : CompanyKeyLength)];
    }

    public static int ScoreBand(int score) => score / 4;

    /// <summary>0 for none at all, then a band each time the calls double; from 1,024 on four as often, where a quarter more takes long to come.</summary>
    public static int CallsBand(long calls)
    {
        if (calls <= 0)
            return 0;
        var doublings = BitOperations.Log2((ulong)calls);
        return doublings < 10 ? doublings + 1 : 11 + (doublings - 10) * 4 + (int)((calls >> (doublings - 2)) & 3);
    }

    /// <summary>0 for none at all, then a band for each percent up to 10 %, and every 5 % beyond.</summary>
    public static int ErrorsBand(double rate) => rate <= 0.1 ? (int)Math.Ceiling(Math.Max(rate, 0) * 100) : 8 + (int)Math.Ceiling(Math.Min(rate, 1) * 20);

    /// <summary>The column whose lowest band, 0, is not a band but all who have none: they are equal, and in order by id.</summary>
    public static string? BandWithNone(CustomerOrder order) => order switch
    {
        CustomerOrder.Calls => "calls_band",
        CustomerOrder.Errors => "errors_band",
        _ => null,
    };

    /// <summary>The columns in order; the last is the id.</summary>
    public static string[] Columns(CustomerOrder order) => order switch
    {
        CustomerOrder.Company => ["company_key", "customer_id"],
        CustomerOrder.Newest => ["created_at", "customer_id"],
        CustomerOrder.Health => ["score_band", "engagement_score", "customer_id"],
        CustomerOrder.Calls => ["calls_band", "total_api_calls", "customer_id"],
        CustomerOrder.Errors => ["errors_band", "error_rate", "customer_id"],
        _ => ["customer_id"],
    };

    public static bool IsDescending(CustomerOrder order) => order is CustomerOrder.Newest or CustomerOrder.Calls or CustomerOrder.Errors;

    public static string ValueOf(CustomerRow row, CustomerOrder order) => order switch
    {
        CustomerOrder.Company => CompanyKey(row.Company),
        CustomerOrder.Newest => Times.ToMicros(row.CreatedAt).ToString(CultureInfo.InvariantCulture),
        CustomerOrder.Health => string.Create(CultureInfo.InvariantCulture, $"{row.Health}.{row.EngagementScore}"),
        CustomerOrder.Calls => row.TotalApiCalls.ToString(CultureInfo.InvariantCulture),
        CustomerOrder.Errors => row.ErrorRate.ToString("R", CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>The place as values of the columns (text, long, double or time), and the health it is in where the order goes by that first.</summary>
    public static bool TryKeys(CustomerPlace place, CustomerOrder order, out object[] keys, out string? health)
    {
        health = null;
        keys = order switch
        {
            CustomerOrder.Company => [place.Value, place.Id],
            CustomerOrder.Newest when long.TryParse(place.Value, CultureInfo.InvariantCulture, out var micros) && micros is > -62_000_000_000_000_000 and < 253_000_000_000_000_000 =>
                [Times.FromMicros(micros), place.Id],
            CustomerOrder.Health when place.Value.Split('.') is [var status, var text] && CustomerGroups.Healths.Contains(status)
                && int.TryParse(text, CultureInfo.InvariantCulture, out var score) => [(long)ScoreBand(score), (long)score, place.Id],
            CustomerOrder.Calls when long.TryParse(place.Value, CultureInfo.InvariantCulture, out var calls) => [(long)CallsBand(calls), calls, place.Id],
            CustomerOrder.Errors when double.TryParse(place.Value, CultureInfo.InvariantCulture, out var rate) && double.IsFinite(rate) => [(long)ErrorsBand(rate), rate, place.Id],
            CustomerOrder.Id => [place.Id],
            _ => [],
        };
        if (keys.Length > 0 && order == CustomerOrder.Health)
            health = place.Value.Split('.')[0];
        return keys.Length > 0;
    }

    /// <summary>Compares rows of one health as the databases do.</summary>
    public static int Compare(CustomerRow x, CustomerRow y, CustomerOrder order)
    {
        var compared = order switch
        {
            CustomerOrder.Company => CompareBytes(CompanyKey(x.Company), CompanyKey(y.Company)),
            CustomerOrder.Newest => y.CreatedAt.CompareTo(x.CreatedAt),
            CustomerOrder.Health => x.EngagementScore.CompareTo(y.EngagementScore),
            CustomerOrder.Calls => y.TotalApiCalls.CompareTo(x.TotalApiCalls),
            CustomerOrder.Errors => y.ErrorRate.CompareTo(x.ErrorRate),
            _ => 0,
        };
        if (compared != 0)
            return compared;
        var byId = string.CompareOrdinal(x.CustomerId, y.CustomerId);
        return IsDescending(order) ? -byId : byId;
    }

    private static int CompareBytes(string x, string y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y));
}
