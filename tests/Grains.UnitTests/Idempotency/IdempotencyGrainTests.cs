using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;
using Aegis.Idempotency;

namespace Aegis.Grains.UnitTests.Idempotency;

public sealed class IdempotencyGrainTests : IAsyncLifetime
{
    private static readonly StoredAnswer Answer = new(201, "application/json", """{"id":"acme"}""", "/api/customers/acme");

    private readonly TemporaryDirectory _directory = new();
    private readonly ShiftedTime _time = new();
    private GridRun _grid = null!;

    private IIdempotencyGrain Key => _grid.Grains.GetGrain<IIdempotencyGrain>("default/key1");

    public async Task InitializeAsync() => _grid = await GridRun.StartAsync(_directory.Path, time: _time);

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Begin_Answered_ReplaysAcrossARestart_Invariant1()
    {
        (await Key.BeginAsync(_grid.Admin, "h1")).Value!.Verdict.ShouldBe(IdempotencyVerdict.Proceed);
        await Key.CompleteAsync(_grid.Admin, "h1", Answer);
        await _grid.DisposeAsync();
        _grid = await GridRun.StartAsync(_directory.Path, time: _time);

        (await Key.BeginAsync(_grid.Admin, "h1")).Value.ShouldBe(new(IdempotencyVerdict.Replay, Answer));
    }

    [Fact]
    public async Task Begin_OtherBody_IsAMismatch()
    {
        await Key.BeginAsync(_grid.Admin, "h1");
        (await Key.BeginAsync(_grid.Admin, "h2")).Value!.Verdict.ShouldBe(IdempotencyVerdict.Mismatch);
        await Key.CompleteAsync(_grid.Admin, "h1", Answer);

        (await Key.BeginAsync(_grid.Admin, "h2")).Value!.Verdict.ShouldBe(IdempotencyVerdict.Mismatch);
    }

    [Fact]
    public async Task Begin_StillPerformed_IsInProgressUntilTheClaimLapses()
    {
        await Key.BeginAsync(_grid.Admin, "h1");
        (await Key.BeginAsync(_grid.Admin, "h1")).Value!.Verdict.ShouldBe(IdempotencyVerdict.InProgress);

        _time.Leap(TimeSpan.FromSeconds(61));

        (await Key.BeginAsync(_grid.Admin, "h1")).Value!.Verdict.ShouldBe(IdempotencyVerdict.Proceed);
    }

    [Fact]
    public async Task Abandon_Claim_LetsTheRequestBeTriedAgain()
    {
        await Key.BeginAsync(_grid.Admin, "h1");

        await Key.AbandonAsync(_grid.Admin, "h1");

        (await Key.BeginAsync(_grid.Admin, "h1")).Value!.Verdict.ShouldBe(IdempotencyVerdict.Proceed);
    }

    [Fact]
    public async Task Sweep_ADayLater_ForgetsTheAnswer()
    {
        await Key.BeginAsync(_grid.Admin, "h1");
        await Key.CompleteAsync(_grid.Admin, "h1", Answer);
        _time.Leap(TimeSpan.FromHours(25));

        await _grid.SweepAsync();

        (await _grid.Database.ReadAsync([new("idempotency", "default/key1", "answer", null)], CancellationToken.None))[0].ShouldBeNull();
        (await Key.BeginAsync(_grid.Admin, "h2")).Value!.Verdict.ShouldBe(IdempotencyVerdict.Proceed);
    }
}
