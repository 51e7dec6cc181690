using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Aegis.Connectors.Billing;

/// <summary>Amounts as people write them and as billing systems take them: in the smallest unit of the currency.</summary>
public static class Money
{
    private static readonly FrozenSet<string> WithoutCents = FrozenSet.Create(StringComparer.Ordinal, "JPY", "KRW");

    /// <summary>ISO 4217 codes of the currencies that are dealt in.</summary>
    public static readonly ImmutableArray<string> Currencies =
        ["AUD", "BRL", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "INR", "JPY", "KRW", "MXN", "NOK", "NZD", "PLN", "SEK", "SGD", "USD", "ZAR"];

    /// <summary>The amount in the currency's smallest unit.</summary>
    /// <exception cref="ConnectorException">Rejected: the amount is not positive, finer than the currency, or the currency is unknown.</exception>
    public static long ToMinor(decimal amount, string currency)
    {
        if (!Currencies.Contains(currency))
            throw new ConnectorException(FailureKind.Rejected, $"The currency is none of {string.Join(", ", Currencies)}.");
        var minor = amount * Unit(currency);
        if (minor <= 0 || minor != decimal.Truncate(minor) || minor > int.MaxValue)
            throw new ConnectorException(FailureKind.Rejected, $"{Text(amount)} is no amount of {currency}.");
        return (long)minor;
    }

    /// <summary>The amount with its currency's decimals: "25.50", "2500".</summary>
    public static string FromMinor(long minor, string currency) =>
        ((decimal)minor / Unit(currency)).ToString(WithoutCents.Contains(currency) ? "0" : "0.00", CultureInfo.InvariantCulture);

    private static int Unit(string currency) => WithoutCents.Contains(currency) ? 1 : 100;

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
