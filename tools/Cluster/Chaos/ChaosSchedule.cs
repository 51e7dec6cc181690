namespace Aegis.Cluster.Chaos;

/// <summary>One blow.</summary>
/// <param name="At">When, from the beginning of the chaos; later when the silos are not ready again by then.</param>
/// <param name="Victim">The process.</param>
/// <param name="What">kill, stop, crash (SIGQUIT: PostgreSQL's immediate shutdown), fast (SIGINT: its fast shutdown) or terminate.</param>
public sealed record Blow(TimeSpan At, string Victim, string What);

/// <summary>All blows of a run, decided before it begins.</summary>
public static class ChaosSchedule
{
    public static ImmutableArray<Blow> Plan(ChaosOptions options, IReadOnlyList<string> silos)
    {
        var random = new Random(options.Seed);
        var blows = ImmutableArray.CreateBuilder<Blow>();
        for (var at = options.Every; at + Aftermath(options) <= options.For; at += options.Every)
            blows.Add(Next(options.Kind, at, blows.Count, silos, random));
        return blows.ToImmutable();
    }

    private static Blow Next(ChaosKind kind, TimeSpan at, int number, IReadOnlyList<string> silos, Random random) => kind switch
    {
        ChaosKind.Kill => new(at, silos[random.Next(silos.Count)], "kill"),
        ChaosKind.Stop => new(at, silos[random.Next(silos.Count)], "stop"),
        ChaosKind.Postgres => new(at, "postgres", number % 2 == 0 ? "crash" : "fast"),
        _ => new(at, silos[number % silos.Count], "terminate"),
    };

    // A blow whose end would not be seen any more tells nothing.
    private static TimeSpan Aftermath(ChaosOptions options) => options.Kind is ChaosKind.Kill or ChaosKind.Stop ? options.Down : TimeSpan.Zero;
}
