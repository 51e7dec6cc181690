using Aegis.Actions;
using Aegis.Activity;
using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Fixtures;
using Aegis.Grains.Customers.Past;
using Aegis.Grains.UnitTests.Support;
using Aegis.Keys;

namespace Aegis.Grains.UnitTests.Customers.Past;

/// <summary>What the ledger alone says of a past moment is what the customer's grain said then.</summary>
public sealed class CustomerPastTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private Support.Grid _grid = null!;

    private IDirectoryGrain Lists => _grid.Grains.GetGrain<IDirectoryGrain>(0);

    public async Task InitializeAsync() => _grid = await Support.Grid.StartAsync(_directory);

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Rebuilt_AtEveryMomentOfALife_IsWhatTheGrainSaidThen()
    {
        var customer = await _grid.NewCustomerAsync();
        var seen = new List<(DateTimeOffset At, Seen Seen)> { (_grid.Now, await SeeAsync(customer)) };
        foreach (var step in Life(customer))
        {
            _grid.Time.Advance(TimeSpan.FromHours(1));
            await step();
            seen.Add((_grid.Now, await SeeAsync(customer)));
        }

        foreach (var (at, then) in seen)
            (await PastAsync(at)).ShouldBe(then);
        seen.Select(s => s.Seen).Distinct().Count().ShouldBeGreaterThan(8, "else the test saw nothing change");
    }

    [Fact]
    public async Task Rebuilt_BetweenTwoChanges_IsAsAfterTheFirst_AndNamesBoth()
    {
        var customer = await _grid.NewCustomerAsync();
        var created = _grid.Now;
        _grid.Time.Advance(TimeSpan.FromDays(2));
        await customer.UpdateAsync(_grid.Admin, new(Company: "Acme & Co"));
        var renamed = _grid.Now;

        var past = (await Lists.ReadCustomerPastAsync(_grid.Admin, "acme", created.AddDays(1))).Value!;

        past.Company.ShouldBe("Acme");
        past.ChangedAt.ShouldBe(created);
        past.PreviousAt.ShouldBeNull();
        past.NextAt.ShouldBe(renamed);
        var now = (await Lists.ReadCustomerPastAsync(_grid.Admin, "acme", renamed)).Value!;
        now.Company.ShouldBe("Acme & Co");
        now.PreviousAt.ShouldBe(created);
        now.NextAt.ShouldBeNull();
    }

    [Fact]
    public async Task Past_BeforeTheCustomerWasKnown_IsNotFound()
    {
        await _grid.NewCustomerAsync();

        (await Lists.ReadCustomerPastAsync(_grid.Admin, "acme", _grid.Now.AddTicks(-10))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await Lists.ReadCustomerPastAsync(_grid.Admin, "nobody", _grid.Now)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task Past_OfAnErasedCustomer_IsNotFound_Invariant8()
    {
        var customer = await _grid.NewCustomerAsync();
        var before = _grid.Now;
        _grid.Time.Advance(TimeSpan.FromHours(1));
        await customer.EraseAsync(_grid.Admin);

        (await Lists.ReadCustomerPastAsync(_grid.Admin, "acme", before)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task Past_AskedForByTheCustomer_IsForbidden_Invariant4()
    {
        await _grid.NewCustomerAsync();

        (await Lists.ReadCustomerPastAsync(_grid.Self(), "acme", _grid.Now)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Past_OfALongLedger_IsReadToItsEnd()
    {
        var customer = await _grid.NewCustomerAsync();
        for (var i = 0; i < 510; i++)
            await customer.UpdateAsync(_grid.Admin, new(Company: $"Acme {i}"));

        (await Lists.ReadCustomerPastAsync(_grid.Admin, "acme", _grid.Now)).Value!.Company.ShouldBe("Acme 509");
    }

    [Fact]
    public void Rebuild_KindsOfALaterVersion_AreLeftOut()
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        LedgerEntry[] entries =
        [
            new(1, at, "customer_created", "agent:backend", null, """{"company":"Acme","email":"a@b.example","techStack":[]}""", ""),
            new(2, at, "moon_landed", "system:aegis", "act_1", """{"tool":"x","status":"landed"}""", ""),
            new(3, at, "tier_changed", "system:aegis", null, """{"from":"none","to":"platinum"}""", ""),
        ];

        var past = CustomerPastRules.Rebuild("acme", entries, at)!;

        past.Seq.ShouldBe(3);
        past.Tier.ShouldBe(Tier.None);
        past.Actions.ShouldBeEmpty();
    }

    /// <summary>Everything that can happen to a customer, one thing at a time.</summary>
    private IEnumerable<Func<Task>> Life(ICustomerGrain customer)
    {
        yield return () => customer.UpdateAsync(_grid.Admin, new(TechStack: ["Go", "Redis"], TimeZone: "Europe/Berlin"));
        yield return () => customer.IssueKeyAsync(_grid.Admin, KeyEnvironment.Test, "k1");
        yield return () => customer.IssueKeyAsync(_grid.Admin, KeyEnvironment.Live, "k2");
        yield return async () => await customer.RotateKeyAsync(_grid.Admin, (await customer.ListKeysAsync(_grid.Admin)).Value[0].Id, "r1");
        yield return async () => await customer.RevokeKeyAsync(_grid.Admin, (await customer.ListKeysAsync(_grid.Admin)).Value[^1].Id);
        yield return () => CallAsync(customer, 12, 200);
        yield return () => CallAsync(customer, 30, 401);
        yield return async () =>
        {
            var open = (await SeeAsync(customer)).Interventions;
            open.ShouldNotBeEmpty();
            await customer.SnoozeInterventionAsync(_grid.Admin, open.Split(' ')[0], _grid.Now.AddDays(2));
        };
        yield return () => customer.NoteConversationAsync(_grid.Actor(Role.System, "aegis"), new(ConversationEvent.TakenOver, "admin:alice"));
        yield return () => customer.NoteConversationAsync(_grid.Actor(Role.System, "aegis"), new(ConversationEvent.HandedBack, "admin:alice"));
        yield return () => CallAsync(customer, 400, 200);
        yield return () => BeginAsync(customer, Tools.CreateTrialSubscription);
    }

    private Task CallAsync(ICustomerGrain customer, int calls, int status) => customer.RecordAsync(
        _grid.Backend, [.. Enumerable.Range(0, calls).Select(_ => new ActivityEvent(null, "GET /v2/customers", status, _grid.Now))]);

    private Task BeginAsync(ICustomerGrain customer, string tool) => customer.BeginActionAsync(
        _grid.Admin, new("op_1", "onboarding", tool, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)));

    private async Task<Seen> SeeAsync(ICustomerGrain customer)
    {
        var shown = (await customer.GetAsync(_grid.Admin)).Value!;
        var keys = (await customer.ListKeysAsync(_grid.Admin)).Value;
        var actions = (await customer.ListActionsAsync(_grid.Admin)).Value;
        var interventions = (await Lists.ListInterventionsAsync(_grid.Admin, new(null, "acme", null, 50))).Value!.Items;
        return new(
            shown.Company, shown.Email, string.Join(',', shown.TechStack), shown.TimeZone, shown.Tier, shown.Stage, shown.Health.Status,
            string.Join(' ', keys.Select(k => $"{k.Id} {k.Environment} {k.Prefix} {k.Status}").Order(StringComparer.Ordinal)),
            string.Join(' ', actions.Where(a => a.Status is ActionStatus.InFlight or ActionStatus.PendingApproval or ActionStatus.Unknown).Select(a => $"{a.Id} {a.Name} {a.Status}")),
            string.Join(' ', interventions.Where(i => i.Status != Aegis.Interventions.InterventionStatus.Resolved).OrderBy(i => i.Id, StringComparer.Ordinal).Select(i => $"{i.Id} {i.Type} {i.Status} {i.Priority} {i.Reason}")));
    }

    private async Task<Seen> PastAsync(DateTimeOffset at)
    {
        var past = (await Lists.ReadCustomerPastAsync(_grid.Admin, "acme", at)).Value!;
        return new(
            past.Company, past.Email, string.Join(',', past.TechStack), past.TimeZone, past.Tier, past.Stage, past.Health,
            string.Join(' ', past.Keys.Select(k => $"{k.Id} {k.Environment} {k.Prefix} {k.Status}").Order(StringComparer.Ordinal)),
            string.Join(' ', past.Actions.Select(a => $"{a.Id} {a.Tool} {a.Status}")),
            string.Join(' ', past.Interventions.OrderBy(i => i.Id, StringComparer.Ordinal).Select(i => $"{i.Id} {i.Type} {i.Status} {i.Priority} {i.Reason}")));
    }

    private sealed record Seen(
        string Company, string Email, string TechStack, string? TimeZone, Tier Tier, Stage Stage, HealthStatus Health, string Keys, string Actions, string Interventions);
}
