using Aegis.Actors;
using Aegis.Fixtures;
using Aegis.Grains.Identity;
using Aegis.Grains.UnitTests.Support;
using Aegis.Identity;

namespace Aegis.Grains.UnitTests.Identity;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Right = "correct horse battery";

    private readonly TemporaryDirectory _directory = new();
    private Grid _grid = null!;

    private IIdentityGrain Identity => _grid.Grains.GetIdentity("default");

    private ISignInGrain Door => _grid.Grains.GetGrain<ISignInGrain>(0);

    private Actor Edge => _grid.Actor(Role.System);

    public async Task InitializeAsync() => _grid = await Grid.StartAsync(_directory);

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task User_ChoosesAPasswordByTheCodeOnce_AndSignsInWithIt()
    {
        var added = (await Identity.CreateUserAsync(_grid.Admin, new("bea", Role.Approver, "Bea B."))).Value!;
        (await Door.ChoosePasswordAsync(Edge, added.Code, "short")).Refusal!.Field.ShouldBe("password");

        (await Door.ChoosePasswordAsync(Edge, added.Code, Right)).Value!.ActorId.ShouldBe("bea");

        (await Door.ChoosePasswordAsync(Edge, added.Code, Right)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        var standing = (await Door.SignInAsync(Edge, "BEA", Right)).Value!;
        (standing.ActorId, standing.Role).ShouldBe(("bea", Role.Approver));
        (await Identity.FindActorAsync(Edge, "bea")).Value.ShouldBe(standing);
        (await Identity.ListUsersAsync(_grid.Admin)).Value.ShouldHaveSingleItem().HasPassword.ShouldBeTrue();
    }

    [Fact]
    public async Task Password_ChangedByItsOwner_TakesTheCurrentOne_AndEndsEarlierSessions()
    {
        await AddAsync("bea");
        var before = (await Identity.FindActorAsync(Edge, "bea")).Value!;

        (await Door.ChangePasswordAsync(Edge, "bea", "a guess of some length", Right + "!")).Refusal!.Field.ShouldBe("current");
        (await Door.ChangePasswordAsync(Edge, "bea", Right, "short")).Refusal!.Field.ShouldBe("password");
        var changed = (await Door.ChangePasswordAsync(Edge, "bea", Right, Right + "!")).Value!;

        changed.Stamp.ShouldBeGreaterThan(before.Stamp);
        (await Identity.FindActorAsync(Edge, "bea")).Value.ShouldBe(changed);
        (await Door.SignInAsync(Edge, "bea", Right)).Ok.ShouldBeFalse();
        (await Door.SignInAsync(Edge, "bea", Right + "!")).Value!.ActorId.ShouldBe("bea");
        // Whoever holds the admin key has no password.
        (await Door.ChangePasswordAsync(Edge, "admin", "", Right)).Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task Password_ChangedWithGuesses_IsLockedAsSigningInIs()
    {
        await AddAsync("bea");

        for (var i = 0; i < 3; i++)
            (await Door.ChangePasswordAsync(Edge, "bea", "a guess of some length", Right + "!")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

        (await Door.ChangePasswordAsync(Edge, "bea", Right, Right + "!")).Refusal!.Kind.ShouldBe(RefusalKind.TooMany);
    }

    [Fact]
    public async Task Code_TooOld_IsNobodys()
    {
        var added = (await Identity.CreateUserAsync(_grid.Admin, new("late", Role.Viewer))).Value!;

        _grid.Time.Advance(TimeSpan.FromDays(1));

        (await Door.ChoosePasswordAsync(Edge, added.Code, Right)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task SignIn_WithWrongPasswords_IsLockedLongerEachTime_WhetherThereIsSuchAUserOrNot()
    {
        await AddAsync("bea");

        var (known, unknown) = (await TryOftenAsync("bea"), await TryOftenAsync("nobody"));

        known.ShouldBe(unknown);
        known.ShouldBe([
            "Forbidden The name or the password is wrong.", "Forbidden The name or the password is wrong.", "Forbidden The name or the password is wrong.",
            "TooMany Too many wrong passwords: try again in 2 seconds.", "Forbidden The name or the password is wrong.",
            "TooMany Too many wrong passwords: try again in 4 seconds.", "Forbidden The name or the password is wrong."]);
    }

    [Fact]
    public async Task SignIn_ManyAtOnce_TriesNoMorePasswordsThanTheLockAllows()
    {
        await AddAsync("bea");

        var tried = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Door.SignInAsync(Edge, "bea", $"wrong {i}")));

        tried.Count(t => t.Refusal!.Kind == RefusalKind.Forbidden).ShouldBe(LockRules.Free);
        tried.Count(t => t.Refusal!.Kind == RefusalKind.TooMany).ShouldBe(12 - LockRules.Free);
    }

    [Fact]
    public async Task Lock_OfAUser_OutlastsARestart_AndTheRightPasswordEndsIt()
    {
        await AddAsync("bea");
        for (var i = 0; i < LockRules.Free; i++)
            await Door.SignInAsync(Edge, "bea", "wrong");

        _grid = await _grid.RestartAsync();

        (await Door.SignInAsync(Edge, "bea", Right)).Refusal!.Kind.ShouldBe(RefusalKind.TooMany);
        _grid.Time.Advance(LockRules.First);
        (await Door.SignInAsync(Edge, "bea", Right)).Ok.ShouldBeTrue();
        (await Door.SignInAsync(Edge, "bea", "wrong")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task User_DisabledOrOfAnotherRole_HasAnotherStamp_AndADisabledOneNoStanding()
    {
        await AddAsync("bea");
        var before = (await Identity.FindActorAsync(Edge, "bea")).Value!;

        await Identity.ChangeUserAsync(_grid.Admin, "bea", new(Role.Admin));
        var promoted = (await Identity.FindActorAsync(Edge, "bea")).Value!;
        await Identity.ChangeUserAsync(_grid.Admin, "bea", new(Disabled: true));

        promoted.Role.ShouldBe(Role.Admin);
        promoted.Stamp.ShouldNotBe(before.Stamp);
        (await Identity.FindActorAsync(Edge, "bea")).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await Door.SignInAsync(Edge, "bea", Right)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Identity.ChangeUserAsync(_grid.Admin, "bea", new(Disabled: false))).Ok.ShouldBeTrue();
        (await Identity.FindActorAsync(Edge, "bea")).Value!.Stamp.ShouldNotBe(promoted.Stamp);
    }

    [Fact]
    public async Task Password_Reset_IsVoidAndSoAreSessions()
    {
        await AddAsync("bea");
        var before = (await Identity.FindActorAsync(Edge, "bea")).Value!;

        (await Identity.ResetPasswordAsync(_grid.Admin, "bea")).Ok.ShouldBeTrue();

        (await Door.SignInAsync(Edge, "bea", Right)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Identity.FindActorAsync(Edge, "bea")).Value!.Stamp.ShouldNotBe(before.Stamp);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 2)]
    [InlineData(4, 4)]
    [InlineData(10, 256)]
    [InlineData(20, 900)]
    [InlineData(2_000, 900)]
    public void After_SoManyFailures_LocksForSoLong(int failures, int seconds) =>
        LockRules.After(failures).ShouldBe(TimeSpan.FromSeconds(seconds));

    private async Task AddAsync(string name)
    {
        var added = (await Identity.CreateUserAsync(_grid.Admin, new(name, Role.Agent))).Value!;
        (await Door.ChoosePasswordAsync(Edge, added.Code, Right)).Ok.ShouldBeTrue();
    }

    /// <summary>Three free attempts, then each at once and again after the lock.</summary>
    private async Task<List<string>> TryOftenAsync(string name)
    {
        var said = new List<string>();
        foreach (var pause in (int[])[0, 0, 0, 0, 2, 0, 4])
        {
            _grid.Time.Advance(TimeSpan.FromSeconds(pause));
            var refusal = (await Door.SignInAsync(Edge, name, "wrong password")).Refusal!;
            said.Add($"{refusal.Kind} {refusal.Message}");
        }

        return said;
    }
}
