using System.Text;
using Aegis.Storage.Database;

namespace Aegis.Storage.Postgres;

/// <summary>What the index of words holds beside the words of a customer: marks of the lists it is in, and of how its company and id begin.
/// Each begins with a sign, and no word does.</summary>
internal static class PostgresCustomerMarks
{
    private const int BeginningLength = 4;

    /// <summary>What is indexed, exactly as migration 0009 says it.</summary>
    public const string Indexed = """
        (words || array_to_tsvector(ARRAY['@' || health, '$' || tier, '%' || stage,
            CASE WHEN calls_band > 0 THEN '+calls' ELSE '-calls' END, CASE WHEN errors_band > 0 THEN '+errors' ELSE '-errors' END,
            '=' || left(company_key, 4), '#' || left(customer_id, 4)]))
        """;

    /// <summary>Those who have words that begin with all of these. A word is letters and digits only, so it can be quoted as it is.</summary>
    public static string Having(IEnumerable<string> words) => string.Join(" & ", words.Select(word => $"'{word}':*"));

    /// <summary>Those of groups: what all the groups share.</summary>
    public static string Of(IEnumerable<CustomerGroup> groups) =>
        Shared('@', groups.Select(g => g.Health)) + Shared('$', groups.Select(g => g.Tier)) + Shared('%', groups.Select(g => g.Stage));

    /// <summary>Those who have figures in an order, or those who have none; any when null.</summary>
    public static string OfFigures(CustomerOrder order, bool? has) => has is { } some ? $" & '{(some ? '+' : '-')}{order.Name}'" : "";

    /// <summary>Those who do not stand, in an order by name, where a word of this beginning would.</summary>
    public static string NotAt(CustomerOrder order, string beginning) => $" & !'{(order == CustomerOrder.Id ? '#' : '=')}{beginning}':*";

    /// <summary>As much of a word as the marks of names hold.</summary>
    public static string Beginning(string word) => string.Concat(word.EnumerateRunes().Take(BeginningLength));

    /// <summary>The first text after all that begin so, byte by byte.</summary>
    public static string After(string beginning)
    {
        var last = beginning.EnumerateRunes().Last();
        return beginning[..^last.Utf16SequenceLength] + new Rune(last.Value + 1);
    }

    private static string Shared(char sign, IEnumerable<string> values) => values.Distinct().ToList() is [var value] ? $" & '{sign}{value}'" : "";
}
