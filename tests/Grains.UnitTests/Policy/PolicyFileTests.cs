using Aegis.Actions;
using Aegis.Fixtures;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;
using Aegis.Grains.UnitTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Grains.UnitTests.Policy;

public sealed class PolicyFileTests : IDisposable
{
    private const string Runs = """{ "actions": { "*": { "decision": "run" } } }""";
    private const string Refuses = """{ "actions": { "*": { "decision": "refuse" } } }""";

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();

    private string File => Path.Combine(_directory.Path, "policy.json");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Look_AfterAChange_TakesTheNewPolicyIn()
    {
        var file = Open(Runs);
        _time.Advance(TimeSpan.FromSeconds(5));

        System.IO.File.WriteAllText(File, Refuses);
        file.Look();

        file.Current.Hash.ShouldBe(PolicyText.HashOf(Refuses));
        file.Loaded.ShouldSatisfyAllConditions(l => l.Fault.ShouldBeNull(), l => l.LoadedAt.ShouldBe(_time.GetUtcNow()));
    }

    [Fact]
    public void Look_AtAFault_KeepsTheOldPolicyAndSaysWhy()
    {
        var file = Open(Runs);

        System.IO.File.WriteAllText(File, """{ "actions": { "*": { "decision": "maybe" } } }""");
        file.Look();

        file.Current.Hash.ShouldBe(PolicyText.HashOf(Runs));
        file.Loaded.Fault!.ShouldContain("'actions.*.decision' is 'maybe'");
        System.IO.File.WriteAllText(File, Runs);
        file.Look();
        file.Loaded.Fault.ShouldBeNull();
    }

    [Fact]
    public void Look_AtAFileThatIsGone_KeepsTheOldPolicyAndSaysSo()
    {
        var file = Open(Runs);

        System.IO.File.Delete(File);
        file.Look();

        file.Current.Hash.ShouldBe(PolicyText.HashOf(Runs));
        file.Loaded.Fault!.ShouldContain("cannot be read");
        System.IO.File.WriteAllText(File, Runs);
        file.Look();
        file.Loaded.Fault.ShouldBeNull();
    }

    [Fact]
    public void Start_WithAFault_StopsWithTheSettingsName()
    {
        System.IO.File.WriteAllText(File, "{ }");

        Should.Throw<InvalidOperationException>(() => new ServiceCollection().AddAegisPolicy(new() { Path = File })).Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("AEGIS_POLICY_FILE"), m => m.ShouldContain(File), m => m.ShouldContain("'actions' is missing"));
    }

    [Fact]
    public void Start_WithoutTheNamedFile_Stops() =>
        Should.Throw<InvalidOperationException>(() => new PolicyOptions { Path = File }.Validate()).Message.ShouldContain("cannot be read");

    [Fact]
    public void Start_WithoutTheFileThatMayBeMissing_IsBuiltInUntilItIsThere()
    {
        var file = new PolicyFile(new() { Path = File, MayBeMissing = true }, _time, NullLogger<PolicyFile>.Instance);
        (file.Current.Hash, file.Origin).ShouldBe((PolicyText.BuiltIn.Hash, "built-in"));

        System.IO.File.WriteAllText(File, Refuses);
        file.Look();

        (file.Current.Hash, file.Origin).ShouldBe((PolicyText.HashOf(Refuses), File));
    }

    [Fact]
    public async Task Decision_AfterTheFileChanged_GoesByTheNewOne()
    {
        System.IO.File.WriteAllText(File, Runs);
        PolicyFile? file = null;
        await using var grid = await Grid.StartAsync(_directory, configure: services => services.AddAegisPolicy(new() { Path = File })
            .AddSingleton<IPolicySource>(provider => file = provider.GetRequiredService<PolicyFile>()));
        await grid.NewCustomerAsync();
        (await grid.ActAsync(Proposals.Ticket("t1"))).Status.ShouldBe(ActionStatus.Done);

        System.IO.File.WriteAllText(File, Refuses);
        file!.Look();

        (await grid.ActAsync(Proposals.Ticket("t2"))).Status.ShouldBe(ActionStatus.Refused);
        grid.Outside.Tickets.Effects.ShouldBe(1);
    }

    [Fact]
    public async Task Mail_InQuietHours_IsSentWhenTheyEnd()
    {
        var time = new FakeTimeProvider();
        await using var grid = await Grid.StartAsync(_directory, time, configure: services => services.AddSingleton<IPolicySource>(new FixedPolicy(
            $$"""{ "quietHours": { "from": "{{time.GetUtcNow().AddHours(-1):HH:mm}}", "to": "{{time.GetUtcNow().AddHours(2):HH:mm}}" }, "actions": { "*": { "decision": "run" } } }""")));
        await grid.NewCustomerAsync();

        var waiting = await grid.ActAsync(Proposals.Mail);

        waiting.ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ActionStatus.Failed), a => a.Evidence.ShouldContain("nobody is written to"));
        (await grid.OnlyActionAsync()).RetryAfter.ShouldNotBeNull();
        grid.Outside.Sent.ShouldBeEmpty();
        time.Advance(TimeSpan.FromHours(2));
        (await grid.ActAsync(Proposals.Mail)).Status.ShouldBe(ActionStatus.Done);
        grid.Outside.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task PlacesOfTheDay_AcrossCustomers_AreTakenOnce()
    {
        await using var grid = await Grid.StartAsync(_directory, configure: services => services.AddSingleton<IPolicySource>(new FixedPolicy(
            """{ "actions": { "create_ticket": [ { "decision": "run", "perDay": 2 }, { "decision": "refuse", "reason": "Enough for today." } ] } }""")));
        foreach (var id in (string[])["a", "b", "c"])
            await grid.NewCustomerAsync(id);

        (await grid.ActAsync(Proposals.Ticket("t1"), "a")).Status.ShouldBe(ActionStatus.Done);
        (await grid.ActAsync(Proposals.Ticket("t1"), "b")).Status.ShouldBe(ActionStatus.Done);
        (await grid.ActAsync(Proposals.Ticket("t1"), "c")).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(ActionStatus.Refused), a => a.Evidence.ShouldBe("Enough for today."));
        (await grid.ActAsync(Proposals.Ticket("t1"), "a")).Status.ShouldBe(ActionStatus.AlreadyDone);
        grid.Outside.Tickets.Effects.ShouldBe(2);
    }

    private PolicyFile Open(string text)
    {
        System.IO.File.WriteAllText(File, text);
        return new(new() { Path = File }, _time, NullLogger<PolicyFile>.Instance);
    }
}
