using System.Reflection;
using Aegis.Actors;
using Aegis.Fixtures;
using Aegis.Grains.Actors;
using Aegis.Grains.UnitTests.Support;
using Aegis.Idempotency;

namespace Aegis.Grains.UnitTests.Actors;

/// <summary>Invariant 4 at the grains: who is not who it says it is, or may not, is refused by every method, and nothing is written.</summary>
public sealed class ForgedActorTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private Grid _grid = null!;
    private int _commits;

    public async Task InitializeAsync()
    {
        _grid = await Grid.StartAsync(_directory);
        await _grid.NewCustomerAsync();
        (await _grid.Grains.GetGrain<IIdempotencyGrain>("default/acme").BeginAsync(_grid.Admin, "acme")).Refusal.ShouldBeNull();
        _grid.Faults.Fails = _ =>
        {
            _commits++;
            return false;
        };
    }

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public void GrainMethods_WithoutAnActor_AreOnlyThoseThatHaveAReason() =>
        GuardedMethods.All.Where(method => !GuardedMethods.IsGuarded(method)).Select(GuardedMethods.NameOf).Distinct().Order()
            .ShouldBe(GuardedMethods.Unguarded.Keys.Order());

    [Fact]
    public void GrainMethods_WithAnActor_AllSayWhichRightTheyAskFor() =>
        GuardedMethods.Guarded.Select(GuardedMethods.RightOf).Count().ShouldBeGreaterThan(60);

    [Fact]
    public async Task EveryMethod_CalledByAForgedActor_RefusesAndWritesNothing_Invariant4()
    {
        var admin = _grid.Admin;
        var expired = Sign("alice", Role.Admin, lifetime: TimeSpan.FromSeconds(-1));
        (string Name, Actor? Actor)[] forged =
        [
            ("none", null),
            ("unsigned", new("aegis", Role.System, "default", "")),
            ("raised", _grid.Actor(Role.Viewer) with { Role = Role.System, ExpiresAt = null }),
            ("raised to admin", _grid.Actor(Role.Viewer) with { Role = Role.Admin }),
            ("somebody else", _grid.Actor(Role.Admin, "mallory") with { Id = admin.Id }),
            ("another customer", _grid.Self("mallory") with { Id = "acme" }),
            ("moved to this workspace", _grid.Actor(Role.System, "aegis", "other") with { Workspace = "default" }),
            ("expired", expired),
            ("prolonged", expired with { ExpiresAt = _grid.Now.AddHours(1) }),
            ("made endless", admin with { ExpiresAt = null }),
            ("by another key", new HmacActorAuthority(new byte[32], _grid.Time).Sign("aegis", Role.System, "default")),
        ];

        var accepted = new List<string>();
        foreach (var method in GuardedMethods.Guarded)
            foreach (var (name, actor) in forged)
                if (await GuardedMethods.RefusalAsync(_grid, method, actor, "acme") is null)
                    accepted.Add($"{GuardedMethods.NameOf(method)} by {name}");

        accepted.ShouldBeEmpty();
        _commits.ShouldBe(0);
    }

    [Fact]
    public async Task EveryMethod_CalledFromElsewhere_RefusesAndWritesNothing_Invariant4()
    {
        var accepted = new List<string>();
        foreach (var method in GuardedMethods.Guarded)
        {
            if (!GuardedMethods.OfAnyWorkspace.Contains(method.DeclaringType!))
                await TryAsync(method, _grid.Actor(Role.System, "aegis", "other"));
            await TryAsync(method, _grid.Self("mallory"));
        }

        accepted.ShouldBeEmpty();
        _commits.ShouldBe(0);

        async Task TryAsync(MethodInfo method, Actor actor)
        {
            if (await GuardedMethods.RefusalAsync(_grid, method, actor, "acme") is null)
                accepted.Add($"{GuardedMethods.NameOf(method)} by {actor} of {actor.Workspace}");
        }
    }

    [Fact]
    public async Task EveryMethod_CalledByTooLowARole_RefusesAndWritesNothing_Invariant4()
    {
        var accepted = new List<string>();
        foreach (var method in GuardedMethods.Guarded)
            foreach (var role in Enum.GetValues<Role>())
                if (GuardedMethods.RightOf(method) is { } right && !AccessRules.Allows(role, right)
                    && await GuardedMethods.RefusalAsync(_grid, method, _grid.Actor(role, role == Role.Customer ? "acme" : "bob"), "acme") is null)
                    accepted.Add($"{GuardedMethods.NameOf(method)} by a {role}");

        accepted.ShouldBeEmpty();
        _commits.ShouldBe(0);
    }

    // Control: the same calls by who may make them are let through.
    [Fact]
    public async Task EveryMethod_CalledByWhoMay_LetsThrough()
    {
        var refused = new List<string>();
        var number = 0;
        foreach (var method in GuardedMethods.Guarded)
        {
            // Each on a customer of its own: some of them end it.
            var id = $"control-{number++}";
            await _grid.NewCustomerAsync(id);
            // Nothing here is known under the made-up names: not to be found is an answer, not a refusal of the actor.
            if (await GuardedMethods.RefusalAsync(_grid, method, _grid.Actor(Role.System), id, waits: false) is { } why and not GuardedMethods.Hidden)
                refused.Add($"{GuardedMethods.NameOf(method)}: {why}");
        }

        refused.ShouldBeEmpty();
        _commits.ShouldBeGreaterThan(20);
    }

    private Actor Sign(string id, Role role, TimeSpan lifetime) => _grid.Authority.Sign(id, role, "default", lifetime);
}
