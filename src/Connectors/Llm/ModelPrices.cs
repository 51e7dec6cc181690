using System.Collections.Immutable;
using System.Globalization;

namespace Aegis.Connectors.Llm;

/// <summary>US dollars for a million tokens.</summary>
public sealed record ModelPrice(decimal Input, decimal Output)
{
    /// <summary>Millionths of a US dollar, rounded up.</summary>
    public long Micros(long input, long output) => (long)Math.Ceiling((input * Input) + (output * Output));
}

/// <summary>What models cost, by the beginnings of their names; the longest that fits counts.</summary>
public sealed record ModelPrices(ImmutableArray<(string Prefix, ModelPrice Price)> Table)
{
    public static readonly ModelPrices None = new(ImmutableArray<(string, ModelPrice)>.Empty);

    public ModelPrice? Of(string model) => Table
        .Where(row => model.StartsWith(row.Prefix, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(row => row.Prefix.Length).Select(row => row.Price).FirstOrDefault();

    /// <summary>Reads "name=in/out; name=in/out".</summary>
    public static bool TryParse(string text, out ModelPrices prices, out string fault)
    {
        var table = ImmutableArray.CreateBuilder<(string, ModelPrice)>();
        foreach (var entry in (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var figures]
                || figures.Split('/', StringSplitOptions.TrimEntries) is not [var input, var output]
                || !TryDollars(input, out var inDollars) || !TryDollars(output, out var outDollars))
            {
                (prices, fault) = (None, $"\"{entry}\" is no price.");
                return false;
            }

            table.Add((name, new(inDollars, outDollars)));
        }

        (prices, fault) = (new(table.ToImmutable()), "");
        return true;
    }

    private static bool TryDollars(string text, out decimal dollars) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out dollars) && dollars is >= 0 and <= 100_000;
}
