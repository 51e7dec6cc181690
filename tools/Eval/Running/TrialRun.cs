using System.Globalization;
using Aegis.Activity;
using Aegis.Connectors.Mcp;
using Aegis.Customers;
using Aegis.Embedded.Simulation;
using Aegis.Eval.Checks;
using Aegis.Eval.Grid;
using Aegis.Eval.Procedure;
using Aegis.Eval.Scenarios;

namespace Aegis.Eval.Running;

/// <summary>Plays a scenario once, on a grid of its own, and judges it.</summary>
public sealed class TrialRun(Brain brain, TimeProvider time)
{
    /// <summary>No trial takes longer, time of the wall.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly DateTimeOffset FirstDay = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    /// <param name="seed">The same seed has the same wording said, at the same hour.</param>
    public async Task<TrialResult> RunAsync(Scenario scenario, int trial, int seed, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var dice = new Dice(unchecked((ulong)seed * 1_000_003 + (ulong)trial + Hash(scenario.Name)));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var misses = new MissList(scenario.File);
        var faults = ImmutableArray<ProcedureFault>.Empty;
        try
        {
            faults = await PlayAsync(scenario, dice, misses, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            misses.Add(1, $"The trial did not come to rest within {Limit.TotalMinutes:0} minutes.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            misses.Add(1, $"The trial broke off: {failure.GetType().Name}: {failure.Message}");
        }

        return new(scenario.Name, trial, seed, misses.All, faults, time.GetElapsedTime(begun));
    }

    private async Task<ImmutableArray<ProcedureFault>> PlayAsync(Scenario scenario, Dice dice, MissList misses, CancellationToken cancellationToken)
    {
        var settings = new GridSettings(FirstDay + TimeSpan.FromMinutes(dice.Below(12 * 60)), dice.Below(int.MaxValue), brain.Settings, services =>
        {
            if (scenario.DocsServer is { } text)
                services.AddSingleton<IDocsServer>(new ToldDocs(text));
            brain.Replace(services);
        });
        await using var grid = await EvalGrid.StartAsync(settings, [.. scenario.Documents.Select(d => (d.Page, d.Text))], cancellationToken);
        var observer = new Observer(grid, cancellationToken);
        await SetUpAsync(grid, scenario, cancellationToken);
        var setUp = new Dictionary<string, long>();
        foreach (var persona in scenario.Everybody)
            setUp[persona.Id] = (await observer.LedgerAsync(persona.Id)) is [.., var last] ? last.Seq : 0;

        var play = new Play(grid, scenario, dice, misses, cancellationToken);
        foreach (var step in scenario.Steps)
            await play.PlayAsync(step);
        var seen = await observer.LookAsync(scenario.Everybody, setUp, play.Acted);
        FinalChecks.Check(scenario, seen, misses);
        return ProcedureRules.Judge(seen);
    }

    private static async Task SetUpAsync(EvalGrid grid, Scenario scenario, CancellationToken cancellationToken)
    {
        foreach (var persona in scenario.Everybody)
        {
            var imported = await grid.Customer(persona.Id).ImportAsync(grid.Aegis, Import(persona, grid.Clock.GetUtcNow()));
            if (!imported.Ok)
                throw new InvalidOperationException($"The customer {persona.Id} cannot be set up: {imported.Refusal.Message}");
        }

        for (var i = 0; i < scenario.Tickets.Length; i++)
        {
            var ticket = scenario.Tickets[i];
            await grid.Services.GetRequiredService<Connectors.Tickets.ITickets>().CreateAsync(
                new(ticket.Of is { } of ? EvalGrid.Key(of) : "", ticket.Summary, ticket.Description, "Medium", []), $"{Observer.Placed}{i}", cancellationToken);
        }

        await grid.SettleAsync(scenario.Everybody.Select(p => p.Id), cancellationToken);
    }

    private static CustomerImport Import(Persona persona, DateTimeOffset now) => new(
        new NewCustomer(persona.Company, persona.Email, persona.TechStack), persona.Tier, persona.Stage, now - persona.Age,
        [.. persona.Keys.Select(k => new ImportedKey(k.Environment, now - k.Age))],
        [.. persona.History.SelectMany((calls, i) => Events(calls, now, string.Create(CultureInfo.InvariantCulture, $"h{i}")))], 0);

    internal static IEnumerable<ActivityEvent> Events(PlacedCalls calls, DateTimeOffset now, string prefix)
    {
        for (var i = 0; i < calls.Calls; i++)
        {
            // The errors stand among the last, so that they are the newest.
            var failed = i >= calls.Calls - calls.Errors;
            yield return new(
                $"{prefix}-{i}", "/v2/customers", failed ? calls.Status : 200,
                now - calls.Ago - TimeSpan.FromMinutes(calls.Calls - i) * Math.Min(1, 480.0 / calls.Calls), 40, failed ? calls.Reason : null);
        }
    }

    /// <summary>A documentation server that answers what the story has it answer.</summary>
    private sealed class ToldDocs(string text) : IDocsServer
    {
        public string Title => "Documentation";

        public Task<DocsAnswer?> AskAsync(string question, bool code, string? language, CancellationToken cancellationToken) =>
            Task.FromResult<DocsAnswer?>(new("query_knowledge_base", text));
    }

    private static ulong Hash(string text) => text.Aggregate(14695981039346656037UL, (hash, c) => unchecked((hash ^ c) * 1099511628211UL));
}
