using System.Text.Json.Nodes;
using Aegis.Connectors.IntegrationTests.Mcp;
using Aegis.Connectors.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Connectors.IntegrationTests.Jira;

/// <summary>The words of mcp-atlassian, over streamable HTTP and without REST beside it.</summary>
public sealed class AtlassianTests : IAsyncLifetime
{
    private readonly Atlassian _atlassian = new();
    private McpHost _host = null!;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _host = await McpHost.StartAsync(_atlassian.Tools);
        var options = new ConnectorOptions { DataDirectory = Path.GetTempPath() };
        options.Tickets.Jira.BaseUrl = "https://acme.atlassian.net";
        options.Tickets.Jira.Mcp.Url = _host.Url;
        options.Tickets.Jira.Mcp.Timeout = TimeSpan.FromSeconds(2);
        _services = new ServiceCollection().AddAegisConnectors(options).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Ticket_IsMadeReadFoundAndCommentedOn()
    {
        var made = await Tickets.CreateAsync(JiraRig.Problem, "op-1", None);
        var before = (await Tickets.GetAsync(made.Id, None)).ShouldNotBeNull();
        var comment = await Tickets.CommentAsync(made.Id, "It goes on.", "op-2", None);
        var again = await Tickets.CommentAsync(made.Id, "It goes on.", "op-2", None);
        var ticket = (await Tickets.GetAsync(made.Id, None)).ShouldNotBeNull();

        made.Id.ShouldBe("KAN-1");
        before.Comments.ShouldBeEmpty();
        (comment.Id, again.Id, again.Replayed).ShouldBe(("20000", "20000", true));
        (ticket.Priority, ticket.Status, ticket.CustomerReference, ticket.Comments.Single().Text).ShouldBe(("High", "To Do", "default/acme", "It goes on."));
        (await Tickets.FindAsync("op-1", None)).ShouldNotBeNull().Id.ShouldBe("KAN-1");
        (await Tickets.FindAsync("op-9", None)).ShouldBeNull();
        (await Tickets.GetAsync("KAN-99", None)).ShouldBeNull();
    }

    [Fact]
    public async Task Ticket_IsAskedForInTheServersOwnWords()
    {
        await Tickets.CreateAsync(JiraRig.Problem, "op-1", None);

        var (_, arguments) = _atlassian.Calls.Single();
        arguments["project_key"]!.ToString().ShouldBe("KAN");
        arguments["issue_type"]!.ToString().ShouldBe("Task");
        var more = JsonNode.Parse(arguments["additional_fields"]!.GetValue<string>())!;
        more["priority"]!["name"]!.ToString().ShouldBe("High");
        more["labels"]!.AsArray().Select(label => label!.ToString()).ShouldBe(["aegis", "error-debugging", "aegis-op-op-1", "aegis-customer-default:acme"]);
    }

    [Fact]
    public async Task Invariant6_ServerAtAUrlThatDoesNotAnswer_LeavesTheOutcomeUnknownAndIsFoundLater()
    {
        _atlassian.NextCreated = async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            throw new InvalidOperationException();
        };

        var failure = await Should.ThrowAsync<ConnectorException>(() => Tickets.CreateAsync(JiraRig.Problem, "op-1", None));
        var found = await Tickets.CreateAsync(JiraRig.Problem, "op-1", None);

        failure.Kind.ShouldBe(FailureKind.Unknown);
        (found.Id, found.Replayed, _atlassian.Created).ShouldBe(("KAN-1", true, 1));
    }

    [Fact]
    public async Task Answer_WithoutAKey_LeavesTheOutcomeUnknown()
    {
        _atlassian.NextCreated = _ => Task.FromResult(HostedTool.Text("Made it."));

        (await Should.ThrowAsync<ConnectorException>(() => Tickets.CreateAsync(JiraRig.Problem, "op-1", None))).Kind.ShouldBe(FailureKind.Unknown);
        (await Tickets.CreateAsync(JiraRig.Problem, "op-1", None)).Replayed.ShouldBeTrue();
    }

    private static CancellationToken None => CancellationToken.None;

    private ITickets Tickets => _services.GetRequiredService<ITickets>();
}
