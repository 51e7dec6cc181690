using Aegis.Bench.Server;

namespace Aegis.Bench.Scenarios;

/// <summary>A playbook turn over HTTP on SQLite: one that only answers, and a whole onboarding; with the commits each makes and the commit's own time in the same run.</summary>
public static class TurnScenario
{
    private const int Turns = 300;

    public static async Task RunAsync(TimeSpan time, List<Figure> figures)
    {
        await using var grid = await Grid.StartAsync("sqlite");
        await grid.CreateCustomersAsync(Turns + 50);
        using var commits = new CommitWatch();
        for (var i = 0; i < 50; i++)
            await SayAsync(grid, i, "help me get started");

        await RecordAsync(grid, commits, figures, "onboarding turn", i => SayAsync(grid, i + 50, "help me get started"));
        await RecordAsync(grid, commits, figures, "answering turn", i => SayAsync(grid, i + 50, "what is my status?"));
    }

    private static async Task RecordAsync(Grid grid, CommitWatch commits, List<Figure> figures, string name, Func<int, Task> turn)
    {
        commits.Clear();
        var latency = await Measure.LatencyAsync(Turns, turn);
        var durations = commits.Durations;
        var perTurn = durations.Length / (double)Turns;
        var commit = Percentiles.Of(durations);
        // The budget of a turn: 5 ms and its commits, each at the commit's own p99.
        var budget = 5 + perTurn * commit.P99;
        figures.Add(new("turn", $"{name}, p50", latency.P50, "ms"));
        figures.Add(new("turn", $"{name}, p99", latency.P99, "ms", "budget: 5 ms + commits × their p99", budget));
        figures.Add(new("turn", $"{name}, commits", perTurn, "commits"));
        figures.Add(new("turn", $"{name}, a commit's p99", commit.P99, "ms"));
    }

    private static async Task SayAsync(Grid grid, int customer, string text)
    {
        using var answer = await grid.Http.PostAsync($"/api/customers/{Grid.CustomerId(customer)}/messages", Grid.Json($$"""{"text":"{{text}}"}"""));
        answer.EnsureSuccessStatusCode();
    }
}
