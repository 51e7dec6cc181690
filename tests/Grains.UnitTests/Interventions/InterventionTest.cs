using Aegis.Activity;
using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Fixtures;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.UnitTests.Support;
using Aegis.Interventions;
using Aegis.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Interventions;

/// <summary>A grid whose relay and sweeps go when the test says so, and what interventions are read by.</summary>
public abstract class InterventionTest : IAsyncLifetime
{
    protected const string Id = "acme";

    private readonly TemporaryDirectory _directory = new();

    internal GridRun Grid { get; private set; } = null!;

    internal Providers Outside { get; } = new();

    internal ShiftedTime Time { get; } = new();

    protected DateTimeOffset Now => Time.GetUtcNow();

    public async Task InitializeAsync()
    {
        Grid = await GridRun.StartAsync(_directory.Path, Outside, Time, Configure);
        await Grid.NewCustomerAsync(Id);
    }

    public async Task DisposeAsync()
    {
        await Grid.DisposeAsync();
        _directory.Dispose();
    }

    internal virtual void Configure(IServiceCollection services) => services.AddSingleton<ISandboxClient>(new AnsweringSandbox());

    /// <summary>The process dies and another one takes its place.</summary>
    protected async Task RestartAsync()
    {
        await Grid.DisposeAsync();
        Grid = await GridRun.StartAsync(_directory.Path, Outside, Time, Configure);
    }

    protected async Task CallAsync(int calls, int errors, string id = Id) =>
        (await Grid.Customer(id).RecordAsync(Grid.Admin, [.. Enumerable.Range(0, calls).Select(i =>
            new ActivityEvent(null, "/v2/customers", i < errors ? 401 : 200, Now, null, i < errors ? "INVALID_KEY" : null))])).Refusal.ShouldBeNull();

    /// <summary>Relays until nothing is left to say and every turn has ended.</summary>
    protected async Task SettleAsync(string id = Id)
    {
        using var patience = new CancellationTokenSource(GridRun.Patience, TimeProvider.System);
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            await Grid.RelayAsync();
            foreach (var turn in (await TurnsAsync(id)).Where(t => t.Status is TurnStatus.Queued or TurnStatus.Running))
                await Grid.Conversation(id).WatchAsync(Grid.Admin, turn.Id, int.MaxValue, patience.Token);
        }
        while (await Grid.Relay.RelayOnceAsync() > 0 || (await TurnsAsync(id)).Any(t => t.Status == TurnStatus.Running));
    }

    protected async Task<ImmutableArray<Turn>> TurnsAsync(string id = Id) => (await Grid.Conversation(id).GetConversationAsync(Grid.Admin)).Value!.Turns;

    protected async Task<ImmutableArray<Intervention>> ListAsync(InterventionStatus? status = null, string? id = Id) =>
        (await Grid.Grains.GetGrain<IDirectoryGrain>(0).ListInterventionsAsync(Grid.Admin, new(status, id, null, 100))).Value!.Items;

    protected async Task<IReadOnlyList<string>> LedgerKindsAsync(string id = Id) =>
        [.. (await Grid.Database.ReadLedgerAsync(GridRun.Workspace, id, 0, 1_000, CancellationToken.None)).Rows.Select(r => r.Kind)];

    protected async Task ImportAsync(string id, Tier tier, ImmutableArray<ActivityEvent> history, DateTimeOffset? keyAt = null, long earlier = 0) =>
        (await Grid.Customer(id).ImportAsync(Grid.Sign("test", Role.System), new(
            new(id, $"{id}@example.test", []), tier, Stage.ApiKeysGenerated, Now.AddDays(-40),
            keyAt is { } at ? [new(KeyEnvironment.Test, at)] : [], history, earlier))).Refusal.ShouldBeNull();

    protected ImmutableArray<ActivityEvent> Use(int thisWeek, int weekBefore) =>
    [
        .. Enumerable.Range(0, thisWeek).Select(i => Call($"w{i}", -2)),
        .. Enumerable.Range(0, weekBefore).Select(i => Call($"b{i}", -9)),
    ];

    private sealed class AnsweringSandbox : ISandboxClient
    {
        public Task<SandboxAnswer> GetAsync(string url, ImmutableArray<(string Name, string Value)> headers, CancellationToken cancellationToken) =>
            Task.FromResult(new SandboxAnswer(200, 1.5, "OK"));
    }

    private ActivityEvent Call(string eventId, int days) => new(eventId, "/v2/customers", 200, Now.AddDays(days));
}
