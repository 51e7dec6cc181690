using System.Text;
using Aegis.Actors;
using Aegis.Directory;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;
using Aegis.Identity;

namespace Aegis.Grains.UnitTests.Identity;

public sealed class AccessKeyTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private Grid _grid = null!;

    private IIdentityGrain Identity => _grid.Grains.GetIdentity("default");

    public async Task InitializeAsync() => _grid = await Grid.StartAsync(_directory);

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Key_Issued_IsItsHoldersAndKeptAsAHashOnly_Invariant8()
    {
        var issued = await IssueAsync("billing-backend", Role.Agent);

        (await FindAsync(issued.Secret)).ShouldBe(new Standing("billing-backend", Role.Agent, 0));
        var listed = (await Identity.ListKeysAsync(_grid.Admin)).Value.ShouldHaveSingleItem();
        (listed.Name, listed.Role, listed.CreatedBy).ShouldBe(("billing-backend", Role.Agent, "admin:alice"));
        issued.Secret.ShouldStartWith(listed.Prefix);
        issued.ToString().ShouldNotContain(issued.Secret);
        Stored().ShouldNotContain(issued.Secret[8..]);
        // Control: what is not secret is found where it is kept.
        (await LedgerAsync()).ShouldHaveSingleItem().Data.ShouldNotBeNull().ShouldContain("billing-backend");
    }

    [Fact]
    public async Task Key_Rotated_WorksByBothSecretsUntilTheOverlapEnds()
    {
        var first = await IssueAsync("rotates", Role.Viewer);

        var second = (await Identity.RotateKeyAsync(_grid.Admin, first.Key.Id, TimeSpan.FromHours(2))).Value!;

        (await FindAsync(first.Secret)).ShouldNotBeNull();
        (await FindAsync(second.Secret))!.ActorId.ShouldBe("rotates");
        second.Key.OldSecretUntil.ShouldBe(_grid.Now.AddHours(2));
        _grid.Time.Advance(TimeSpan.FromHours(2));
        (await FindAsync(first.Secret)).ShouldBeNull();
        (await FindAsync(second.Secret)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Key_Revoked_IsNobodysAcrossARestart_AndItsNameIsNeverGivenAgain()
    {
        var issued = await IssueAsync("gone", Role.Admin);

        (await Identity.RevokeKeyAsync(_grid.Admin, issued.Key.Id)).Value!.RevokedAt.ShouldNotBeNull();

        (await FindAsync(issued.Secret)).ShouldBeNull();
        _grid = await _grid.RestartAsync();
        (await FindAsync(issued.Secret)).ShouldBeNull();
        (await Identity.IssueKeyAsync(_grid.Admin, new("GONE", Role.Viewer))).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
        (await Identity.RotateKeyAsync(_grid.Admin, issued.Key.Id, TimeSpan.Zero)).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Key_WithAnEnd_EndsThen()
    {
        var issued = (await Identity.IssueKeyAsync(_grid.Admin, new("brief", Role.Agent, null, _grid.Now.AddHours(1)))).Value!;

        _grid.Time.Advance(TimeSpan.FromHours(1));

        (await FindAsync(issued.Secret)).ShouldBeNull();
    }

    [Fact]
    public async Task Key_UsedOften_WritesOnceAnHour_AndShowsItsLastUseToTheMinute()
    {
        var issued = await IssueAsync("busy", Role.Agent);
        var commits = 0;
        _grid.Faults.Fails = _ =>
        {
            commits++;
            return false;
        };

        for (var i = 0; i < 50; i++)
        {
            await FindAsync(issued.Secret);
            _grid.Time.Advance(TimeSpan.FromMinutes(1));
        }

        commits.ShouldBe(1);
        (await Identity.ListKeysAsync(_grid.Admin)).Value[0].LastUsedAt.ShouldBe(_grid.Now.AddMinutes(-1));
    }

    [Theory]
    [InlineData("a b", Role.Agent, null, "name")]
    [InlineData("admin", Role.Agent, null, "name")]
    [InlineData("ok", Role.System, null, "role")]
    [InlineData("ok", Role.Customer, null, "customerId")]
    [InlineData("ok", Role.Agent, "acme", "customerId")]
    public async Task Issue_OfWhatCannotBe_NamesTheField_Invariant12(string name, Role role, string? customerId, string field) =>
        (await Identity.IssueKeyAsync(_grid.Admin, new(name, role, customerId))).Refusal!.Field.ShouldBe(field);

    [Fact]
    public async Task Key_OfACustomer_StandsForThatCustomerAlone()
    {
        var issued = (await Identity.IssueKeyAsync(_grid.Admin, new("acme-program", Role.Customer, "acme"))).Value!;

        (await FindAsync(issued.Secret)).ShouldBe(new Standing("acme", Role.Customer, 0));
    }

    [Fact]
    public async Task Ledger_OfIdentities_IsForAdministratorsAndChained_Invariant2()
    {
        var issued = await IssueAsync("traced", Role.Agent);
        await Identity.RotateKeyAsync(_grid.Admin, issued.Key.Id, TimeSpan.Zero);
        await Identity.RevokeKeyAsync(_grid.Admin, issued.Key.Id);

        (await LedgerAsync()).Select(entry => (entry.Seq, entry.Kind, entry.Actor)).ShouldBe(
            [(1, "key_issued", "admin:alice"), (2, "key_rotated", "admin:alice"), (3, "key_revoked", "admin:alice")]);
        (await _grid.Grains.GetGrain<IDirectoryGrain>(0).ReadLedgerAsync(_grid.Actor(Role.Approver), IdentityGrains.Name, 0, 10)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Session_Opened_SaysWhoseItIsUntilItEnds_AndCannotBeMadeUp()
    {
        await _grid.NewCustomerAsync();
        var session = (await Identity.OpenSessionAsync(_grid.Backend, "acme", TimeSpan.FromMinutes(10))).Value!;

        SessionToken.Open(_grid.Authority, session.Token, _grid.Now).ShouldBe(new SessionToken("default", "acme", "backend", session.ExpiresAt));
        SessionToken.Open(_grid.Authority, session.Token, session.ExpiresAt).ShouldBeNull();
        var other = new SessionToken("default", "other", "backend", session.ExpiresAt).Seal(_grid.Authority).Split('.')[0];
        SessionToken.Open(_grid.Authority, $"{other}.{session.Token.Split('.')[1]}", _grid.Now).ShouldBeNull();
        foreach (var mangled in (string[])["as_", "as_.", "as_x.y", session.Token[..^1], session.Token + "0", $"as_{new string('A', 2000)}"])
            SessionToken.Open(_grid.Authority, mangled, _grid.Now).ShouldBeNull();
        (await Identity.OpenSessionAsync(_grid.Backend, "nobody", TimeSpan.FromMinutes(10))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await Identity.OpenSessionAsync(_grid.Backend, "acme", TimeSpan.FromDays(2))).Refusal!.Field.ShouldBe("minutes");
    }

    [Fact]
    public async Task Enter_WithAKey_IsItsHolderForAMinute_Invariant4()
    {
        var issued = await IssueAsync("reports", Role.Viewer);

        var actor = (await Identity.EnterAsync(issued.Secret)).Value!;

        (actor.ToString(), actor.Workspace, actor.ExpiresAt).ShouldBe(("viewer:reports", "default", _grid.Now.AddMinutes(1)));
        _grid.Authority.IsGenuine(actor).ShouldBeTrue();
        _grid.Authority.IsGenuine(actor with { Role = Role.Admin }).ShouldBeFalse();
        _grid.Time.Advance(TimeSpan.FromMinutes(1));
        _grid.Authority.IsGenuine(actor).ShouldBeFalse();
    }

    [Fact]
    public async Task Enter_WithWhatIsNobodysKey_IsForbiddenAndWritesNothing_Invariant4()
    {
        var revoked = await IssueAsync("revoked", Role.Admin);
        await Identity.RevokeKeyAsync(_grid.Admin, revoked.Key.Id);
        var elsewhere = (await _grid.Grains.GetIdentity("other").IssueKeyAsync(_grid.Actor(Role.Admin, "alice", "other"), new("stranger", Role.Admin))).Value!;
        var commits = 0;
        _grid.Faults.Fails = _ =>
        {
            commits++;
            return false;
        };

        foreach (var secret in (string[])[null!, "", "ak_", revoked.Secret, revoked.Secret[..^1], elsewhere.Secret, _grid.KeyHasher.Hash(revoked.Secret), $"ak_{new string('A', 100_000)}"])
            (await Identity.EnterAsync(secret)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

        commits.ShouldBe(0);
    }

    [Fact]
    public async Task StandIn_ForACustomer_IsThatCustomerForAMinute()
    {
        await _grid.NewCustomerAsync();

        var actor = (await Identity.StandInAsync(_grid.Backend, "acme")).Value!;

        (actor.ToString(), actor.ExpiresAt).ShouldBe(("customer:acme", _grid.Now.AddMinutes(1)));
        _grid.Authority.IsGenuine(actor).ShouldBeTrue();
        (await Identity.StandInAsync(_grid.Backend, "nobody")).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await Identity.StandInAsync(_grid.Backend, "no/body")).Refusal!.Field.ShouldBe("customerId");
        (await Identity.StandInAsync(_grid.Actor(Role.Viewer), "acme")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    private async Task<IssuedAccessKey> IssueAsync(string name, Role role) => (await Identity.IssueKeyAsync(_grid.Admin, new(name, role))).Value!;

    private async Task<Standing?> FindAsync(string secret) => (await Identity.FindKeyAsync(_grid.Actor(Role.System), _grid.KeyHasher.Hash(secret))).Value;

    private async Task<ImmutableArray<LedgerEntry>> LedgerAsync() =>
        (await _grid.Grains.GetGrain<IDirectoryGrain>(0).ReadLedgerAsync(_grid.Admin, IdentityGrains.Name, 0, 100)).Value!.Items;

    /// <summary>Every byte of the database's files.</summary>
    private string Stored() => string.Concat(System.IO.Directory.EnumerateFiles(_grid.Directory, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Encoding.Latin1.GetString(bytes.ToArray());
    }));
}
