using Aegis.Actors;
using Aegis.Fixtures;
using Aegis.Grains.Outbox;
using Aegis.Grains.UnitTests.Support;
using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.States;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Grains.UnitTests.Outbox;

public sealed class OutboxRelayTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Providers _outside = new();
    private readonly ShiftedTime _time = new();
    private GridRun _grid = null!;

    public async Task InitializeAsync() => _grid = await GridRun.StartAsync(_directory.Path, _outside, _time);

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task RelayOnce_NothingCommitted_DoesNothing() => (await _grid.Relay.RelayOnceAsync()).ShouldBe(0);

    [Fact]
    public async Task RelayOnce_News_IsNumberedWithoutGaps()
    {
        await _grid.NewCustomerAsync("acme");
        await _grid.AskAsync("acme", "get me started", "m1");

        await _grid.RelayAsync();

        var events = await _grid.Database.ReadEventsAsync(GridRun.Workspace, 0, 1000, CancellationToken.None);
        events.Select(e => e.Number).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        events.ShouldContain(e => e.Topic == "turn");
    }

    [Fact]
    public async Task Dispatch_NotConfirmed_ComesAgain()
    {
        await CommandIsDueAsync();
        var relay = Relay(BrokenDatabase.Of(_grid.Database, nameof(IGridDatabase.ConfirmDispatchedAsync)));
        await Should.ThrowAsync<IOException>(() => relay.RelayOnceAsync());

        (await _grid.Relay.RelayOnceAsync()).ShouldBeGreaterThan(0);

        (await _grid.Database.ReadUndispatchedAsync(10, CancellationToken.None)).ShouldBeEmpty();
        (await _grid.Conversation("acme").GetConversationAsync(_grid.Admin)).Value!.Turns.Count(t => t.Message is null).ShouldBe(1);
    }

    [Fact]
    public async Task Dispatch_Confirmed_IsDoneOnce()
    {
        await CommandIsDueAsync();

        await _grid.RelayAsync();
        await _grid.RelayAsync();

        (await _grid.Database.ReadUndispatchedAsync(10, CancellationToken.None)).ShouldBeEmpty();
        (await _grid.Conversation("acme").GetConversationAsync(_grid.Admin)).Value!.Turns.Count(t => t.Message is null).ShouldBe(1);
    }

    /// <summary>A workflow whose first step failed has come due: its command stands in the outbox.</summary>
    private async Task CommandIsDueAsync()
    {
        await _grid.NewCustomerAsync("acme");
        _outside.Billing = Providers.Down;
        await _grid.AskAsync("acme", "get me started", "m1");
        _outside.Billing = null;
        _time.Leap(TimeSpan.FromMinutes(2));
        await _grid.SweepAsync();
    }

    private OutboxRelay Relay(IGridDatabase database) => new(
        database, _grid.Services.GetRequiredService<OutboxSignal>(), new NewsSignal(), new CommandDispatcher(_grid.Grains, _grid.Services.GetRequiredService<IActorAuthority>()), _grid.Options, _time, _grid.Services,
        NullLogger<OutboxRelay>.Instance);
}
