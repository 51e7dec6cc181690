using System.Text.Json;
using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Directory;
using Aegis.Fixtures;
using Aegis.Grains.Conversations;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Conversations;

/// <summary>A person writes into the conversation, takes the wheel and hands it back.</summary>
public sealed class PersonTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private GridRun _grid = null!;

    private IOrchestratorGrain Conversation => _grid.Conversation("acme");

    private Actor Support => _grid.Sign("sam", Role.Agent);

    public async Task InitializeAsync()
    {
        _grid = await GridRun.StartAsync(_directory.Path);
        await _grid.NewCustomerAsync("acme");
    }

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Write_ByAPerson_IsReadByTheCustomerAsFromThatPerson()
    {
        (await Conversation.WriteAsync(Support, "I looked at it myself: all fine.", "w1")).Refusal.ShouldBeNull();

        var turn = (await Conversation.GetConversationAsync(_grid.Self("acme"))).Value!.Turns.ShouldHaveSingleItem();
        turn.By.ShouldBe("sam");
        turn.Message.ShouldBeNull();
        turn.Status.ShouldBe(TurnStatus.Answered);
        turn.Reply!.Agent.ShouldBe("person");
        turn.Reply.Text.ShouldBe("I looked at it myself: all fine.");
    }

    [Fact]
    public async Task Write_SameOperation_IsOneMessageAndOneEntry()
    {
        var first = await Conversation.WriteAsync(Support, "hello", "w1");
        var second = await Conversation.WriteAsync(Support, "hello", "w1");

        second.Value.ShouldBe(first.Value);
        (await Conversation.GetConversationAsync(Support)).Value!.Turns.ShouldHaveSingleItem();
        (await EntriesAsync("person_wrote")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Write_StandsInTheLedgerWithWhoAndWhat_KeysMasked_Invariant8()
    {
        var key = (await _grid.Customer("acme").IssueKeyAsync(_grid.Admin, Aegis.Keys.KeyEnvironment.Test, "k1")).Value!;
        var secret = (await _grid.Customer("acme").RevealKeyAsync(_grid.Admin, key.Id)).Value!.Secret;

        await Conversation.WriteAsync(Support, $"use {secret} please", "w1");

        var entry = (await EntriesAsync("person_wrote")).ShouldHaveSingleItem();
        entry.Actor.ShouldBe("agent:sam");
        var text = JsonDocument.Parse(entry.Data!).RootElement.GetProperty("text").GetString()!;
        text.ShouldStartWith("use sk_test_");
        text.ShouldNotContain(secret);
        (await Conversation.GetConversationAsync(Support)).Value!.Turns[0].Reply!.Text.ShouldBe(text);
    }

    [Fact]
    public async Task Write_WhileAPersonDrives_AnswersWhatWaits_AndAegisDoesNotAnswerItAgain()
    {
        await Conversation.TakeOverAsync(_grid.Admin, true);
        var waiting = await _grid.SendAsync("acme", "get me started", "m1");

        var written = (await Conversation.WriteAsync(Support, "I set you up by hand.", "w1")).Value!;
        await Conversation.TakeOverAsync(_grid.Admin, false);

        var turn = (await Conversation.GetTurnAsync(_grid.Self("acme"), waiting)).Value!;
        turn.Status.ShouldBe(TurnStatus.Answered);
        turn.AnsweredWith.ShouldBe(written);
        turn.Reply!.Agent.ShouldBe("person");
        turn.Reply.TurnId.ShouldBe(waiting);
        (await _grid.Customer("acme").ListActionsAsync(_grid.Admin)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_WhileAegisDrives_LeavesWhatWaitsToAegis()
    {
        var asked = await _grid.SendAsync("acme", "get me started", "m1");

        await Conversation.WriteAsync(Support, "I am here too.", "w1");

        var turn = await _grid.EndOfAsync("acme", asked);
        turn.Reply!.Agent.ShouldBe("onboarding");
        turn.AnsweredWith.ShouldBeNull();
    }

    [Fact]
    public async Task Wheel_Taken_NamesWhoAndSinceAndStandsInTheLedger()
    {
        await Conversation.TakeOverAsync(_grid.Admin, true);
        await Conversation.TakeOverAsync(_grid.Admin, true);

        (await Conversation.GetConversationAsync(Support)).Value!.Wheel!.By.ShouldBe("alice");
        (await EntriesAsync("taken_over")).ShouldHaveSingleItem().Actor.ShouldBe("admin:alice");
        await Conversation.TakeOverAsync(_grid.Admin, false);
        (await Conversation.GetConversationAsync(Support)).Value!.Wheel.ShouldBeNull();
        (await EntriesAsync("handed_back")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("acme", Role.Customer)]
    [InlineData("vic", Role.Viewer)]
    public async Task Write_ActorWithoutTheRight_IsForbiddenAndWritesNothing_Invariant4(string actor, Role role)
    {
        (await Conversation.WriteAsync(_grid.Sign(actor, role), "hello", "w1")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

        (await EntriesAsync("person_wrote")).ShouldBeEmpty();
        (await Conversation.GetConversationAsync(Support)).Value!.Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_NoSuchCustomer_IsNotFoundAndStoresNothing()
    {
        (await _grid.Conversation("nobody").WriteAsync(Support, "hello", "w1")).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);

        (await _grid.Conversation("nobody").GetConversationAsync(Support)).Value!.Turns.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("a\0b")]
    public async Task Write_TextThatIsNone_NamesTheField_Invariant12(string text) =>
        (await Conversation.WriteAsync(Support, text, "w1")).Refusal!.Field.ShouldBe("text");

    [Fact]
    public async Task Note_ByAPerson_IsForbidden_Invariant4() =>
        (await _grid.Customer("acme").NoteConversationAsync(_grid.Admin, new(ConversationEvent.PersonWrote, "agent:sam", "turn_1", "never said"))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

    [Fact]
    public async Task Rate_WhatAPersonWrote_BeginsNoTurn()
    {
        var written = (await Conversation.WriteAsync(Support, "No.", "w1")).Value!;

        (await Conversation.RateAsync(_grid.Self("acme"), new(written, "down", "rude"))).Refusal.ShouldBeNull();

        (await Conversation.GetConversationAsync(Support)).Value!.Turns.ShouldHaveSingleItem().Rating.ShouldBe("down");
    }

    [Fact]
    public void AddWritten_AttemptWasPaused_EndsThePauseWithTheTurn()
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var state = new ConversationState { TakenOver = true, RetryAt = at.AddMinutes(1) };
        state.Add(new("turn_1", "hello", "acme", Role.Customer, new("onboarding", "status", null, ""), at));

        state.AddWritten(new("turn_2", null, "sam", Role.Agent, new("person", "person", null, ""), at, TurnStatus.Answered, AnsweredAt: at, Reply: new("turn_2", "person", "Hi", new([], [], []), [], [])));
        state.TakenOver = false;

        state.NextDueAt.ShouldBeNull();
        state.Turns[0].Reply!.Text.ShouldBe("Hi");
    }

    private async Task<ImmutableArray<LedgerEntry>> EntriesAsync(string kind)
    {
        var ledger = await _grid.Grains.GetGrain<IDirectoryGrain>(0).ReadLedgerAsync(_grid.Admin, "acme", 0, 500);
        return [.. ledger.Value!.Items.Where(e => e.Kind == kind)];
    }
}
