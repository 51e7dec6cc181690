using System.Text;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.Keys;
using Aegis.Grains.UnitTests.Support;
using Aegis.Keys;

namespace Aegis.Grains.UnitTests.Keys;

public sealed class KeyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Issue_TestKey_IsOneKeyAnOperationAndMovesTheStage()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();

        var first = (await customer.IssueKeyAsync(grid.Self(), KeyEnvironment.Test, "1")).Value!;
        var again = (await customer.IssueKeyAsync(grid.Self(), KeyEnvironment.Test, "1")).Value!;
        var other = (await customer.IssueKeyAsync(grid.Self(), KeyEnvironment.Test, "2")).Value!;

        again.ShouldBe(first);
        other.Id.ShouldNotBe(first.Id);
        (await customer.ListKeysAsync(grid.Admin)).Value.Length.ShouldBe(2);
        (await customer.GetAsync(grid.Admin)).Value!.Stage.ShouldBe(Stage.ApiKeysGenerated);
        (await customer.IssueKeyAsync(grid.Self(), KeyEnvironment.Test, "")).Ok.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Role.Customer, false)]
    [InlineData(Role.Agent, false)]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Approver, true)]
    [InlineData(Role.Admin, true)]
    public async Task Invariant4_LiveKey_IsIssuedByWhoMayDecide(Role role, bool allowed)
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();

        var issued = await customer.IssueKeyAsync(grid.Actor(role, role == Role.Customer ? "acme" : "bob"), KeyEnvironment.Live, "1");

        issued.Ok.ShouldBe(allowed);
        if (!allowed)
            issued.Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Reveal_ByOwnerOrApprover_IsInTheLedgerAndOthersAreRefused()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        var key = (await customer.IssueKeyAsync(grid.Self(), KeyEnvironment.Test, "1")).Value!;

        var own = await customer.RevealKeyAsync(grid.Self(), key.Id);
        var approver = await customer.RevealKeyAsync(grid.Actor(Role.Approver, "bob"), key.Id);

        KeyFormat.IsWellFormed(own.Value!.Secret).ShouldBeTrue();
        own.Value.Secret.ShouldStartWith(key.Prefix);
        approver.Value!.Secret.ShouldBe(own.Value.Secret);
        (await customer.RevealKeyAsync(grid.Backend, key.Id)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await customer.RevealKeyAsync(grid.Actor(Role.Viewer), key.Id)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await customer.RevealKeyAsync(grid.Self(), "key_unknown")).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await grid.LedgerAsync()).Where(entry => entry.Kind == "key_revealed").Select(entry => entry.Actor).ShouldBe(["customer:acme", "approver:bob"]);
    }

    [Fact]
    public async Task Rotate_Key_RevokesItAndGivesOneSuccessor()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        var key = (await customer.IssueKeyAsync(grid.Self(), KeyEnvironment.Test, "1")).Value!;

        var successor = (await customer.RotateKeyAsync(grid.Self(), key.Id, "r1")).Value!;
        var again = (await customer.RotateKeyAsync(grid.Self(), key.Id, "r1")).Value!;

        again.Id.ShouldBe(successor.Id);
        var keys = (await customer.ListKeysAsync(grid.Admin)).Value;
        keys.Single(k => k.Id == key.Id).Status.ShouldBe(KeyStatus.Revoked);
        keys.Single(k => k.Id == successor.Id).Status.ShouldBe(KeyStatus.Active);
        (await customer.RotateKeyAsync(grid.Self(), key.Id, "r2")).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
        (await grid.LedgerKindsAsync()).ShouldContain("key_rotated");
    }

    [Fact]
    public async Task Revoke_Twice_IsOneRevocation()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        var key = (await customer.IssueKeyAsync(grid.Self(), KeyEnvironment.Test, "1")).Value!;

        var revoked = (await customer.RevokeKeyAsync(grid.Self(), key.Id)).Value!;
        grid.Time.Advance(TimeSpan.FromHours(1));
        var again = (await customer.RevokeKeyAsync(grid.Self(), key.Id)).Value!;

        again.RevokedAt.ShouldBe(revoked.RevokedAt);
        (await grid.LedgerKindsAsync()).Count(kind => kind == "key_revoked").ShouldBe(1);
    }

    [Fact]
    public async Task Agent_AskedForAKeyAgain_NamesTheOneThatWorksAndMakesANewOneOnceItIsRevoked()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();

        var first = await grid.ActAsync(Proposals.TestKey);
        var again = await grid.ActAsync(Proposals.TestKey);
        await customer.RevokeKeyAsync(grid.Self(), first.Output["key_id"]);
        var anew = await grid.ActAsync(Proposals.TestKey);

        again.Status.ShouldBe(Aegis.Actions.ActionStatus.AlreadyDone);
        again.Output["key_id"].ShouldBe(first.Output["key_id"]);
        anew.Status.ShouldBe(Aegis.Actions.ActionStatus.Done);
        anew.Output["key_id"].ShouldNotBe(first.Output["key_id"]);
    }

    [Fact]
    public async Task Keys_TooMany_AreRefused()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        for (var i = 0; i < KeyRing.MaxActive; i++)
            (await customer.IssueKeyAsync(grid.Self(), KeyEnvironment.Test, $"{i}")).Ok.ShouldBeTrue();

        (await customer.IssueKeyAsync(grid.Self(), KeyEnvironment.Test, "more")).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
        (await customer.ListKeysAsync(grid.Admin)).Value.Length.ShouldBe(KeyRing.MaxActive);
    }

    [Fact]
    public async Task Invariant8_SecretOfAKey_IsNowhereInTheClear()
    {
        var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        var record = await grid.ActAsync(Proposals.TestKey);
        var revealed = (await customer.RevealKeyAsync(grid.Self(), record.Output["key_id"])).Value!;

        var ledger = string.Join('\n', (await grid.LedgerBodiesAsync()).Select(entry => entry.Data.GetRawText()));
        var spoken = $"{revealed} {record} {string.Join(',', record.Output.Values)} {ledger}";
        await grid.DisposeAsync();

        spoken.ShouldNotContain(revealed.Secret);
        var files = System.IO.Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();
        files.ShouldAllBe(bytes => !Holds(bytes, revealed.Secret));
        // Control: what may be shown is there, so the search does find.
        files.ShouldContain(bytes => Holds(bytes, revealed.Key.Prefix));
    }

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    [Fact]
    public async Task Invariant2_Ledger_IsGaplessWhateverHappens()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => customer.IssueKeyAsync(grid.Self(), KeyEnvironment.Test, $"{i}")));
        await customer.UpdateAsync(grid.Admin, new(Company: "Acme 2"));
        grid.Faults.Fails = write => write.StateName == "customer";
        await DatabaseFaults.ShouldFailAsync(() => customer.UpdateAsync(grid.Admin, new(Company: "Acme 3")));
        grid.Faults.Fails = null;
        await customer.UpdateAsync(grid.Admin, new(Company: "Acme 4"));

        var entries = await grid.LedgerAsync();

        entries.Select(entry => entry.Seq).ShouldBe(Enumerable.Range(1, entries.Count).Select(i => (long)i));
        entries.Count(entry => entry.Kind == "profile_updated").ShouldBe(2);
        (await customer.GetAsync(grid.Admin)).Value!.Company.ShouldBe("Acme 4");
    }
}
