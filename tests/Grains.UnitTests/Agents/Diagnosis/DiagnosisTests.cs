using System.Collections.Immutable;
using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Fixtures;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.UnitTests.Support;
using Aegis.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Agents.Diagnosis;

public sealed class DiagnosisTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Sandbox_ThatCannotBeReached_IsSaidAndTheTurnGoesOn()
    {
        var sandbox = new FakeSandbox(null);
        await using var grid = await StartAsync(sandbox);
        var id = await grid.NewCustomerAsync("acme");
        var key = (await grid.Customer(id).IssueKeyAsync(grid.Admin, KeyEnvironment.Test, "1")).Value!;
        await grid.Customer(id).RecordAsync(grid.Admin, [new(null, "GET /a", 401, TimeProvider.System.GetUtcNow(), null, "KEY_VALID_BUT_HEADERS_INCORRECT")]);

        var turn = await grid.AskAsync(id, "My API calls keep failing with 401 errors", "m1");

        turn.Status.ShouldBe(TurnStatus.Answered);
        turn.Reply!.Steps.Single(s => s.Name == Tools.TestApiAuthentication).Details.ShouldContain("could not be reached");
        turn.Reply.Actions.ShouldHaveSingleItem().Status.ShouldBe(ActionStatus.Done);
        turn.Reply.Text.ShouldContain(KeyPlaceholder.For(key.Id));
        // One call was enough to know.
        sandbox.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Invariant8_SecretOpenedForTheTest_IsInNoPartOfTheTurn()
    {
        var sandbox = new FakeSandbox(200);
        await using var grid = await StartAsync(sandbox);
        var id = await grid.NewCustomerAsync("acme");
        var key = (await grid.Customer(id).IssueKeyAsync(grid.Admin, KeyEnvironment.Test, "1")).Value!;
        var secret = (await grid.Customer(id).RevealKeyAsync(grid.Admin, key.Id)).Value!.Secret;
        await grid.Customer(id).RecordAsync(grid.Admin, [new(null, "GET /a", 401, TimeProvider.System.GetUtcNow(), null, "KEY_VALID_BUT_HEADERS_INCORRECT")]);

        var turn = await grid.AskAsync(id, $"My API calls keep failing with 401 errors, the key is {secret}", "m1");

        var written = string.Join('\n', [turn.Message!, turn.Reply!.Text, .. turn.Reply.Steps.Select(s => s.Details), .. turn.Reply.Sections.Diagnostics, .. turn.Reply.Sections.Actions]);
        written.ShouldNotContain(secret);
        turn.Message!.ShouldContain(key.Prefix);
        // Control: the calls themselves were made with it.
        sandbox.Values.ShouldContain($"Bearer {secret}");
    }

    [Fact]
    public async Task Invariant4_FixOfWhatAPersonDecides_IsRefusedByPolicy()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await grid.NewCustomerAsync();

        var refused = await grid.ActAsync(Proposals.Of(Tools.ApplyAuthFix, "fix:1", ("cause", "trial_expired")));
        var unknown = await grid.Customer().BeginActionAsync(grid.Self(), Proposals.Of(Tools.ApplyAuthFix, "fix:2", ("cause", "anything")));
        // Control: what policy lets run, runs.
        var issued = await grid.ActAsync(Proposals.Of(Tools.ApplyAuthFix, "fix:3", ("cause", "no_key")));

        (refused.Status, issued.Status).ShouldBe((ActionStatus.Refused, ActionStatus.Done));
        unknown.Refusal!.Field.ShouldBe("arguments.cause");
        (await grid.Customer().ListKeysAsync(grid.Admin)).Value.ShouldHaveSingleItem().Environment.ShouldBe(KeyEnvironment.Test);
    }

    public void Dispose() => _directory.Dispose();

    private Task<GridRun> StartAsync(FakeSandbox sandbox) =>
        GridRun.StartAsync(_directory.Path, configure: services => services.AddSingleton<ISandboxClient>(sandbox));

    private sealed class FakeSandbox(int? status) : ISandboxClient
    {
        private readonly List<string> _values = [];

        public int Calls { get; private set; }

        public IReadOnlyList<string> Values => _values;

        public Task<SandboxAnswer> GetAsync(string url, ImmutableArray<(string Name, string Value)> headers, CancellationToken cancellationToken)
        {
            Calls++;
            _values.AddRange(headers.Select(header => header.Value));
            return Task.FromResult(new SandboxAnswer(status, 1.5, ""));
        }
    }
}
