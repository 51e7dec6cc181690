using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;
using Aegis.Keys;

namespace Aegis.Grains.UnitTests.Agents.Onboarding;

public sealed class RotationTests : IAsyncLifetime
{
    private const string Id = "acme";

    private readonly TemporaryDirectory _directory = new();
    private readonly DatabaseFaults _faults = new();
    private readonly ShiftedTime _time = new();
    private GridRun _grid = null!;

    public async Task InitializeAsync()
    {
        _grid = await StartAsync();
        await _grid.NewCustomerAsync(Id);
    }

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Message_WithOneTestKey_RotatesItAsAnActionOfTheLedger()
    {
        var old = await IssueAsync();

        var turn = await _grid.AskAsync(Id, "rotate my key", "m1");

        var keys = await KeysAsync();
        keys.Single(k => k.Id == old.Id).Status.ShouldBe(KeyStatus.Revoked);
        var fresh = keys.Single(k => k.Status == KeyStatus.Active);
        fresh.Environment.ShouldBe(KeyEnvironment.Test);
        turn.Reply!.Actions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            action => action.Name.ShouldBe(Tools.GenerateApiKeys), action => action.Status.ShouldBe(ActionStatus.Done));
        turn.Reply.Text.ShouldContain(KeyPlaceholder.For(fresh.Id));
        turn.Reply.Text.ShouldContain("does not work any more");
        turn.Reply.Text.ShouldContain("```python");
        turn.Reply.Text.ShouldNotContain(KeyPlaceholder.For(old.Id));
        var ledger = (await _grid.Database.ReadLedgerAsync(GridRun.Workspace, Id, 0, 100, CancellationToken.None)).Rows;
        // The intent first, and all that it did under its id.
        ledger.Where(row => row.ActionId == turn.Reply.Actions[0].Id).Select(row => row.Kind).ShouldBe(["action_intended", "key_rotated", "key_issued", "action_completed"]);
    }

    [Fact]
    public async Task Turn_DrivenAgainAfterACrash_RotatesOnce_Invariant3()
    {
        await IssueAsync();

        var turn = await AskThroughACrashAsync("rotate my key");

        var keys = await KeysAsync();
        keys.Length.ShouldBe(2);
        turn.Reply!.Actions.ShouldHaveSingleItem().Status.ShouldBe(ActionStatus.AlreadyDone);
        turn.Reply.Text.ShouldContain(KeyPlaceholder.For(keys.Single(k => k.Status == KeyStatus.Active).Id));
        turn.Reply.Text.ShouldContain("does not work any more");
        // The control: another turn rotates again.
        await _grid.AskAsync(Id, "rotate my key", "m2");
        (await KeysAsync()).Length.ShouldBe(3);
    }

    [Fact]
    public async Task Turn_DrivenAgainAfterItsKeyWasRevoked_RotatesOnce_Invariant3()
    {
        await IssueAsync();

        await AskThroughACrashAsync("rotate my key", async () =>
            await _grid.Customer(Id).RevokeKeyAsync(_grid.Admin, (await KeysAsync()).Single(k => k.Status == KeyStatus.Active).Id));

        (await KeysAsync()).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("rotate the live key")]
    [InlineData("Please rotate our live API key.")]
    public async Task Message_AboutTheLiveKey_WaitsForAPerson_Invariant4(string message)
    {
        await IssueAsync();
        var live = await IssueAsync(KeyEnvironment.Live);

        var turn = await _grid.AskAsync(Id, message, "m1");

        turn.Reply!.Actions.ShouldHaveSingleItem().Status.ShouldBe(ActionStatus.PendingApproval);
        turn.Reply.Text.ShouldContain("I did not rotate your live key yet");
        turn.Reply.Sections.NextSteps.ShouldContain(step => step.Contains("works on until then"));
        (await KeysAsync()).ShouldAllBe(k => k.Status == KeyStatus.Active);
        // The control: a person may.
        (await _grid.Customer(Id).RotateKeyAsync(_grid.Admin, live.Id, "r1")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Proposal_ThatCallsALiveKeyATestKey_IsRefused_Invariant4()
    {
        var live = await IssueAsync(KeyEnvironment.Live);

        var begun = await _grid.Customer(Id).BeginActionAsync(_grid.Self(Id), Proposals.Of(Tools.GenerateApiKeys, "o", ("environment", "test"), ("rotate", live.Id)));

        begun.Refusal!.Field.ShouldBe("arguments.rotate");
        (await KeysAsync()).ShouldHaveSingleItem().Status.ShouldBe(KeyStatus.Active);
    }

    [Fact]
    public async Task Message_WithSeveralTestKeys_AsksWhichAndRotatesTheOneNamed()
    {
        var first = await IssueAsync();
        var second = await IssueAsync();

        var asked = await _grid.AskAsync(Id, "rotate my key", "m1");
        var turn = await _grid.AskAsync(Id, $"rotate {second.Prefix}", "m2");

        asked.Reply!.Actions.ShouldBeEmpty();
        asked.Reply.Text.ShouldContain(first.Prefix);
        turn.Reply!.Actions.ShouldHaveSingleItem().Status.ShouldBe(ActionStatus.Done);
        (await KeysAsync()).Single(k => k.Status == KeyStatus.Revoked).Id.ShouldBe(second.Id);
    }

    [Fact]
    public async Task Message_WithTheKeyPasted_RotatesThatOne()
    {
        await IssueAsync();
        var pasted = await IssueAsync();
        var secret = (await _grid.Customer(Id).RevealKeyAsync(_grid.Self(Id), pasted.Id)).Value!.Secret;

        await _grid.AskAsync(Id, $"please rotate the key {secret}", "m1");

        (await KeysAsync()).Single(k => k.Status == KeyStatus.Revoked).Id.ShouldBe(pasted.Id);
    }

    [Fact]
    public async Task Message_NamingAKeyOfNobody_RotatesNothing()
    {
        await IssueAsync();

        var turn = await _grid.AskAsync(Id, "please rotate the key sk_test_abcdefGHIJKL0123456789abcdefGHIJKLMNOPQR", "m1");

        turn.Reply!.Actions.ShouldBeEmpty();
        (await KeysAsync()).ShouldAllBe(k => k.Status == KeyStatus.Active);
    }

    [Fact]
    public async Task Message_ForAllTestKeys_RotatesEach()
    {
        await IssueAsync();
        await IssueAsync();

        var turn = await AskThroughACrashAsync("rotate all my test keys");

        turn.Reply!.Actions.Length.ShouldBe(2);
        (await KeysAsync()).GroupBy(k => k.Status).ToDictionary(g => g.Key, g => g.Count()).ShouldBe(new Dictionary<KeyStatus, int> { [KeyStatus.Revoked] = 2, [KeyStatus.Active] = 2 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Message_WithoutAKeyThatWorks_IssuesOneOnce()
    {
        var old = await IssueAsync();
        await _grid.Customer(Id).RevokeKeyAsync(_grid.Admin, old.Id);

        var turn = await AskThroughACrashAsync("rotate my key");

        turn.Reply!.Text.ShouldContain("nothing to rotate");
        (await KeysAsync()).Count(k => k.Status == KeyStatus.Active).ShouldBe(1);
        (await KeysAsync()).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("rotate my key")]
    [InlineData("how do I rotate my key?")]
    public async Task Message_WithNothingToRotate_SaysSo(string message)
    {
        var turn = await _grid.AskAsync(Id, message, "m1");

        turn.Reply!.Actions.ShouldBeEmpty();
        turn.Reply.Text.ShouldContain("otat");
        (await KeysAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Message_ThatAsksHow_RotatesNothing()
    {
        await IssueAsync();

        var turn = await _grid.AskAsync(Id, "how do I rotate keys without downtime", "m1");

        turn.Reply!.Actions.ShouldBeEmpty();
        (await KeysAsync()).ShouldHaveSingleItem().Status.ShouldBe(KeyStatus.Active);
    }

    [Fact]
    public async Task LeakedKey_WithTheWishToRotate_GoesToAPersonAndIsRotated()
    {
        var old = await IssueAsync();

        var turn = await _grid.AskAsync(Id, "Our key leaked. Please rotate it immediately!", "m1");

        turn.Reply!.Text.ShouldStartWith("This is for a person to decide");
        turn.Reply.Text.ShouldNotContain("I changed nothing");
        (await KeysAsync()).Single(k => k.Id == old.Id).Status.ShouldBe(KeyStatus.Revoked);
    }

    [Fact]
    public async Task LeakedKey_AnswerAndWhatItTellsToSay_RotatesTheKey()
    {
        var old = await IssueAsync();
        var told = await _grid.AskAsync(Id, "Our api key leaked on github!", "m1");

        told.Reply!.Text.ShouldContain("say \"rotate my key\"");
        await _grid.AskAsync(Id, "rotate my key", "m2");

        (await KeysAsync()).Single(k => k.Id == old.Id).Status.ShouldBe(KeyStatus.Revoked);
    }

    private async Task<ApiKey> IssueAsync(KeyEnvironment environment = KeyEnvironment.Test) =>
        (await _grid.Customer(Id).IssueKeyAsync(_grid.Admin, environment, Guid.NewGuid().ToString("N"))).Value!;

    private async Task<ImmutableArray<ApiKey>> KeysAsync() => (await _grid.Customer(Id).ListKeysAsync(_grid.Admin)).Value;

    private Task<GridRun> StartAsync() => GridRun.StartAsync(_directory.Path, time: _time, configure: services => services.WithFaults(_faults));

    /// <summary>Says something; the process dies after its actions were done and before the turn's end was stored, and the next one drives the turn again.</summary>
    private async Task<Turn> AskThroughACrashAsync(string message, Func<Task>? between = null)
    {
        var acted = false;
        var cut = false;
        _faults.Fails = write =>
        {
            acted |= write.StateName == "customer" && write.Ledger.Any(e => e.Kind == "action_completed");
            return acted && write.StateName == "conversation" && (cut = true);
        };
        var turnId = await _grid.SendAsync(Id, message, "m1");
        using var patience = new CancellationTokenSource(GridRun.Patience, TimeProvider.System);
        while (!cut)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await _grid.DisposeAsync();
        _faults.Fails = null;
        _grid = await StartAsync();
        if (between is not null)
            await between();
        _time.Leap(TimeSpan.FromMinutes(2));
        await _grid.Startup.RecoverAsync(CancellationToken.None);
        return await _grid.EndOfAsync(Id, turnId);
    }
}
