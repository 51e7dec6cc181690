using Aegis.Customers;
using Aegis.Keys;

namespace Aegis.Eval.Scenarios;

/// <summary>Customers a scenario may begin with; its file changes what it must.</summary>
internal static class Personas
{
    public const string DefaultId = "acme";

    public static readonly ImmutableArray<string> Kinds = ["new", "trial", "starter", "active", "at_risk", "declining", "growing"];

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static Persona Of(string kind, string id) => kind switch
    {
        "trial" => Bare(id) with { Tier = Tier.Trial, Stage = Stage.ApiKeysGenerated, TechStack = ["Node.js"], Age = TimeSpan.FromHours(5), Keys = [new(KeyEnvironment.Test, TimeSpan.FromHours(2))] },
        "starter" => Paying(id, Tier.Starter, [.. Days(14, 0, _ => 20)]),
        "active" => Paying(id, Tier.Pro, [.. Days(14, 0, _ => 60)]),
        "at_risk" => Paying(id, Tier.Starter, [.. Days(13, 8, _ => 15), new(Day * 2, 20, 3, 401, "KEY_VALID_BUT_HEADERS_INCORRECT")]),
        "declining" => Paying(id, Tier.Pro, [.. Days(13, 7, _ => 40), .. Days(6, 0, _ => 10)]),
        "growing" => Paying(id, Tier.Starter, [.. Days(13, 7, _ => 60), .. Days(6, 0, _ => 120)]),
        _ => Bare(id),
    };

    private static Persona Bare(string id) => new(id, Company(id), $"dev@{id}.example", Tier.None, Stage.New, [], TimeSpan.Zero, [], []);

    private static Persona Paying(string id, Tier tier, ImmutableArray<PlacedCalls> history) => Bare(id) with
    {
        Tier = tier,
        Stage = Stage.ProductionReady,
        TechStack = ["Python"],
        Age = Day * 45,
        Keys = [Test(45), new(KeyEnvironment.Live, Day * 44)],
        History = history,
    };

    private static PlacedKey Test(int days) => new(KeyEnvironment.Test, Day * days);

    private static IEnumerable<PlacedCalls> Days(int from, int to, Func<int, int> calls) =>
        Enumerable.Range(to, from - to + 1).Reverse().Select(day => new PlacedCalls(Day * day, calls(day), 0, 200, ""));

    private static string Company(string id) => $"{char.ToUpperInvariant(id[0])}{id[1..]} Inc";
}
