using System.Numerics;

namespace Aegis.Storage.Database;

/// <summary>What stands in the indexes of the customer list in place of what moves often or is long.</summary>
internal static class CustomerBands
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

    public static int OfScore(int score) => score / 4;

    /// <summary>0 for none at all, then a band each time the calls double; from 1,024 on four as often, where a quarter more takes long to come.</summary>
    public static int OfCalls(long calls)
    {
        if (calls <= 0)
            return 0;
        var doublings = BitOperations.Log2((ulong)calls);
        return doublings < 10 ? doublings + 1 : 11 + (doublings - 10) * 4 + (int)((calls >> (doublings - 2)) & 3);
    }

    /// <summary>0 for none at all, then a band for each percent up to 10 %, and every 5 % beyond.</summary>
    public static int OfErrors(double rate) => rate <= 0.1 ? (int)Math.Ceiling(Math.Max(rate, 0) * 100) : 8 + (int)Math.Ceiling(Math.Min(rate, 1) * 20);
}
