using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Grains.Agents;
using Aegis.Grains.Conversations;
using Aegis.Grains.Routing;

namespace Aegis.Grains.UnitTests.Conversations;

public sealed class ConversationMemoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Memory_FirstTurn_IsNone()
    {
        var state = new ConversationState();
        state.Add(Turn(1) with { Status = TurnStatus.Running, Reply = null });

        state.MemoryOf(state.Turns[0]).ShouldBeNull();
    }

    [Fact]
    public void Memory_ManyTurns_IsBoundedAndTellsTheLatestInFull()
    {
        var state = Conversation(1_000);
        state.Add(Turn(1_001));

        var memory = state.MemoryOf(state.Turns[^1])!;

        state.Turns.Count.ShouldBe(TurnQueue.Kept);
        memory.Recent.Select(t => t.TurnId).ShouldBe(Enumerable.Range(995, 6).Select(i => $"turn_{i}"));
        memory.Summary!.Length.ShouldBeLessThanOrEqualTo(ConversationMemory.LongestSummary);
        memory.Summary.ShouldContain("question 994");
        memory.Summary.ShouldStartWith("(9");
        memory.Language.ShouldBe("csharp");
        state.Summary!.Length.ShouldBeLessThanOrEqualTo(ConversationMemory.LongestSummary);
    }

    [Fact]
    public void Memory_ForgottenTurns_LeaveALine()
    {
        var state = Conversation(TurnQueue.Kept + 3);

        state.Summary!.Split('\n').Length.ShouldBe(3);
        state.Summary.ShouldContain("\"question 1\" - answer 1");
    }

    [Fact]
    public void Memory_SummaryWritten_TakesThePlaceOfWhatItTells()
    {
        var state = Conversation(20);
        var (text, upTo) = state.ToSummarise(8)!.Value;
        text.ShouldContain("question 14");
        text.ShouldNotContain("question 15");

        state.Write(upTo, "They asked a lot.");

        state.Add(Turn(21));
        state.MemoryOf(state.Turns[^1])!.Summary.ShouldBe("They asked a lot.");
        state.ToSummarise(8).ShouldBeNull();
    }

    [Fact]
    public void Memory_LongTexts_AreShortened()
    {
        var state = new ConversationState();
        state.Add(Turn(1) with { Message = new string('x', 16_000) });
        state.Add(Turn(2));

        state.MemoryOf(state.Turns[^1])!.Recent[0].Message!.Length.ShouldBeLessThan(1_000);
    }

    private static ConversationState Conversation(int turns)
    {
        var state = new ConversationState();
        for (var i = 1; i <= turns; i++)
            state.Add(Turn(i));
        return state;
    }

    private static StoredTurn Turn(int number)
    {
        var sections = new ReplySections([], [], []);
        return new($"turn_{number}", $"question {number}", "acme", Role.Customer, new(Router.OnboardingAgent, Intents.Status, number % 100 == 0 ? "csharp" : null, ""), Start.AddMinutes(number), TurnStatus.Answered,
            Reply: new($"turn_{number}", Router.OnboardingAgent, ReplyText.Render($"answer {number}", sections), sections, [], []));
    }
}
