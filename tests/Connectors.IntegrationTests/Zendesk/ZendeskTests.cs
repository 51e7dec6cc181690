using Aegis.Connectors.Tickets;
using Aegis.Fixtures;

namespace Aegis.Connectors.IntegrationTests.Zendesk;

public sealed class ZendeskTests : IAsyncLifetime
{
    private static readonly NewTicket Problem = new("default/Acme", "Errors of acme", "Half of the calls fail.", "High", ["aegis", "errors"]);

    private readonly ZendeskDouble _zendesk = new();
    private Clients _clients = null!;

    private ITickets Tickets => _clients.Tickets;

    public async Task InitializeAsync()
    {
        await _zendesk.StartAsync();
        _clients = Connect();
    }

    public async Task DisposeAsync()
    {
        _clients.Dispose();
        await _zendesk.DisposeAsync();
    }

    [Fact]
    public async Task Ticket_MadeAndRepliedTo_ReadsAsItWasWritten()
    {
        var made = await Tickets.CreateAsync(Problem, "op-1", default);
        var reply = await Tickets.CommentAsync(made.Id, "We look into it.", "op-2", default);
        _zendesk.Write(made.Id, "Thank you.");

        var read = (await Tickets.GetAsync(made.Id, default)).ShouldNotBeNull();

        Tickets.IsSandbox.ShouldBeFalse();
        made.Id.ShouldStartWith("ZD-");
        made.Facts["url"].ShouldEndWith($"/agent/tickets/{made.Id[3..]}");
        (read.Summary, read.Description, read.Status, read.Priority, read.CustomerReference).ShouldBe(("Errors of acme", "Half of the calls fail.", "New", "High", "default/Acme"));
        read.Comments.Select(comment => (comment.Author, comment.Text)).ShouldBe([("Agent Ada", "We look into it."), ("Agent Ada", "Thank you.")]);
        read.Comments[0].Id.ShouldBe(reply.Id);
    }

    [Theory]
    [InlineData(Moment.BeforeEffect, false)]
    [InlineData(Moment.AfterEffect, true)]
    public async Task Ticket_WhoseAnswerWasLost_IsMadeOnce(Moment moment, bool done)
    {
        _zendesk.LoseOnce(request => request.Method == "POST", moment);

        (await Should.ThrowAsync<ConnectorException>(() => Tickets.CreateAsync(Problem, "op-1", default))).Kind.ShouldBe(FailureKind.Unknown);
        (await Tickets.FindAsync("op-1", default) is not null).ShouldBe(done);
        (await Tickets.CreateAsync(Problem, "op-1", default)).Replayed.ShouldBe(done);

        _zendesk.Tickets.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Moment.BeforeEffect, false)]
    [InlineData(Moment.AfterEffect, true)]
    public async Task Reply_WhoseAnswerWasLost_IsMadeOnce(Moment moment, bool done)
    {
        var ticket = await Tickets.CreateAsync(Problem, "op-1", default);
        _zendesk.LoseOnce(request => request.Method == "PUT", moment);

        (await Should.ThrowAsync<ConnectorException>(() => Tickets.CommentAsync(ticket.Id, "Hello", "op-2", default))).Kind.ShouldBe(FailureKind.Unknown);
        (await Tickets.FindCommentAsync(ticket.Id, "op-2", default) is not null).ShouldBe(done);
        (await Tickets.CommentAsync(ticket.Id, "Hello", "op-2", default)).Replayed.ShouldBe(done);

        _zendesk.Replies(ticket.Id).ShouldBe(["Hello"]);
    }

    [Fact]
    public async Task Reply_OfTwoAttemptsThatRace_IsMadeOnce()
    {
        var ticket = await Tickets.CreateAsync(Problem, "op-1", default);
        using var other = Connect();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SettleAsync(i % 2 == 0 ? Tickets : other.Tickets, ticket.Id)));

        _zendesk.Replies(ticket.Id).ShouldBe(["Hello"]);
    }

    [Fact]
    public async Task Reply_WhileAnAgentWrites_IsMadeAfterIt()
    {
        var ticket = await Tickets.CreateAsync(Problem, "op-1", default);
        var left = 1;
        _zendesk.Meet = (request, moment) =>
        {
            if (moment == Moment.BeforeEffect && request.Method == "PUT" && Interlocked.Exchange(ref left, 0) == 1)
                _zendesk.Write(ticket.Id, "Me first.");
            return Task.FromResult<ProviderAnswer?>(null);
        };

        await Tickets.CommentAsync(ticket.Id, "Hello", "op-2", default);

        _zendesk.Replies(ticket.Id).ShouldBe(["Me first.", "Hello"]);
    }

    [Theory]
    [InlineData("ZD-999")]
    [InlineData("KAN-7")]
    [InlineData("ZD-")]
    [InlineData("")]
    public async Task Ticket_ThereIsNot_IsNull(string key) => (await Tickets.GetAsync(key, default)).ShouldBeNull();

    [Fact]
    public async Task Call_WithAWrongToken_IsRejected()
    {
        using var clients = Connect("wrong");

        (await Should.ThrowAsync<ConnectorException>(() => clients.Tickets.CreateAsync(Problem, "op-1", default))).Kind.ShouldBe(FailureKind.Rejected);
    }

    private static async Task SettleAsync(ITickets tickets, string key)
    {
        try
        {
            await tickets.CommentAsync(key, "Hello", "op-2", default);
        }
        catch (ConnectorException failure) when (failure.Kind == FailureKind.Unavailable)
        {
            // Zendesk refused it, as another was faster.
        }
    }

    private Clients Connect(string token = ZendeskDouble.Token) => new(options =>
    {
        options.Tickets.Provider = TicketsProvider.Zendesk;
        options.Tickets.Url = _zendesk.Url.ToString();
        options.Tickets.User = ZendeskDouble.User;
        options.Tickets.ApiKey = token;
    });
}
