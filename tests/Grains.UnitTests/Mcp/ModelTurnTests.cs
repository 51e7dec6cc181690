using Aegis.Actions;
using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Connectors.Llm;
using Aegis.Fixtures;
using Aegis.Grains.Agents.Mcp;
using Aegis.Grains.UnitTests.Agents.Llm;
using Aegis.Grains.UnitTests.Support;
using Aegis.Mcp;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Mcp;

/// <summary>A model that uses the tools of an MCP server: one that reads at once, one that acts when a person approved it.</summary>
public sealed class ModelTurnTests
{
    private const string Id = "acme";

    [Theory]
    [InlineData(LlmProvider.OpenAI)]
    [InlineData(LlmProvider.Anthropic)]
    public async Task Model_UsingAServersTools_ReadsAtOnceAndActsOnceAPersonApproved_Invariant5(LlmProvider provider)
    {
        var server = new McpDouble().Declare("search", "Searches the tracker.").Declare("create", "Makes a thing.");
        await using var grid = await ModelGrid.StartAsync(provider, Script, beside: services => services.AddSingleton(server.Offered()));
        var run = grid.Grid;
        await AcceptAsync(run, "create");

        var turn = await grid.AskAsync("How long is a trial?");

        turn.Reply!.Steps.ShouldContain(step => step.Type == StepType.Tool && step.Name == "mcp:tracker:search");
        grid.Prompts.Last().ShouldContain("| Seven things.");
        turn.Reply.Actions.ShouldHaveSingleItem().Status.ShouldBe(ActionStatus.PendingApproval);
        server.Calls.ShouldBe([("search", """{"title":"trial"}""", false)]);

        var asked = await run.PendingAsync(Id);
        asked.ActionType.ShouldBe("mcp:tracker:create");
        server.Answer = new("Made thing 7.", null, IsError: false, IsCut: false);
        (await run.Customer(Id).ApproveAsync(run.Sign("bob", Role.Approver), asked.Id, new())).Ok.ShouldBeTrue();
        await GridRun.WhenAsync(async () => (await run.Customer(Id).GetApprovalAsync(run.Admin, asked.Id)).Value!.ActionStatus == ActionStatus.Done);
        await run.RelayAsync();

        (await run.ToldAsync(Id)).Reply!.Actions.ShouldHaveSingleItem().Status.ShouldBe(ActionStatus.Done);
        (await run.Customer(Id).ApproveAsync(run.Sign("bob", Role.Approver), asked.Id, new())).Value!.ActionStatus.ShouldBe(ActionStatus.Done);
        server.Calls.Where(call => call.Tool == "create").ShouldHaveSingleItem().ShouldBe(("create", """{"title":"A trial that ends"}""", true));
    }

    private static ModelAnswer Script(ModelRequest asked) => asked.Step switch
    {
        1 => ModelAnswer.Call(Named(asked, "search"), """{"title":"trial"}"""),
        2 => ModelAnswer.Call(Named(asked, "create"), """{"title":"A trial that ends"}"""),
        _ => new("I asked for it."),
    };

    // As the model is told of it: its protocol takes no colons in names.
    private static string Named(ModelRequest asked, string tool) => asked.Tools.Single(name => name.Contains("tracker") && name.EndsWith(tool, StringComparison.Ordinal));

    private static async Task AcceptAsync(GridRun run, string tool)
    {
        var source = run.Services.GetRequiredService<McpToolSource>();
        var catalog = run.Grains.GetGrain<IMcpCatalogGrain>("default/$mcp");
        await source.RefreshAsync(CancellationToken.None);
        var entry = (await catalog.ListAsync(run.Admin)).Value.Single(e => e.Now.Tool == tool);
        (await catalog.AcceptAsync(run.Admin, entry.Id, entry.Now.Hash)).Refusal.ShouldBeNull();
        await source.OfferAsync();
    }
}
