using Aegis.Actors;
using Aegis.Api.IntegrationTests.Support;
using Aegis.Conversations;
using Aegis.Keys;
using NSubstitute;

namespace Aegis.Api.IntegrationTests.Edge;

public sealed class MessageTests : EdgeTest
{
    private const string Path = "/api/customers/acme/messages";
    private static readonly ApiKey Key = new("key_1", KeyEnvironment.Test, "sk_test_AbCd", KeyStatus.Active, DateTimeOffset.UnixEpoch, null, null);
    private static readonly TurnStep Step = new(StepType.Tool, "create_trial_subscription", "200 in 3 ms", DateTimeOffset.UnixEpoch, 3);
    private static readonly Reply Answered = new("turn_1", "onboarding", "Your key: {{key:key_1}}", new([], ["Issued {{key:key_1}}"], []), [Step], []);

    public MessageTests()
    {
        Edge.Orchestrator.SendAsync(Arg.Any<Actor>(), "hello", Arg.Any<string>()).Returns("turn_1");
        Edge.Orchestrator.WatchAsync(Arg.Any<Actor>(), "turn_1", Arg.Is<int>(seen => seen < 1), Arg.Any<CancellationToken>()).Returns(new TurnProgress(TurnStatus.Running, [Step], null));
        Edge.Orchestrator.WatchAsync(Arg.Any<Actor>(), "turn_1", 1, Arg.Any<CancellationToken>()).Returns(new TurnProgress(TurnStatus.Answered, [], Answered));
        Edge.Customer.RevealKeyAsync(Arg.Any<Actor>(), "key_1").Returns(new RevealedKey(Key, "sk_test_AbCdSecret"));
        Edge.Customer.ListKeysAsync(Arg.Any<Actor>()).Returns(new Result<ImmutableArray<ApiKey>>([Key], null));
    }

    [Fact]
    public async Task Message_Answered_ShowsTheKeyOnce()
    {
        var answer = await Client.PostAsync(Path, """{"text":"hello"}""");

        answer.ShouldBe(200).Json["text"]!.GetValue<string>().ShouldBe("Your key: sk_test_AbCdSecret");
        answer.Json["sections"]!["actions"]![0]!.GetValue<string>().ShouldBe("Issued sk_test_AbCdSecret");
        answer.Json["steps"]![0]!["type"]!.GetValue<string>().ShouldBe("tool");
        await Edge.Customer.Received(1).RevealKeyAsync(Arg.Any<Actor>(), "key_1");
    }

    [Fact]
    public async Task Message_AsEventStream_SendsStepsThenTheReply()
    {
        var answer = await Client.PostAsync(Path, """{"text":"hello"}""", ("Accept", "text/event-stream"));

        answer.ShouldBe(200).MediaType.ShouldBe("text/event-stream");
        var events = answer.Body.Split('\n').Where(l => l.StartsWith("event: ")).ToArray();
        events.ShouldBe(["event: step", "event: reply"]);
        answer.Body.ShouldContain("sk_test_AbCdSecret");
    }

    [Fact]
    public async Task Message_WhilePersonIsAtTheWheel_IsAcceptedAtOnce()
    {
        Edge.Orchestrator.WatchAsync(Arg.Any<Actor>(), "turn_1", -1, Arg.Any<CancellationToken>()).Returns(new TurnProgress(TurnStatus.Queued, [], null));
        Edge.Orchestrator.GetConversationAsync(Arg.Any<Actor>()).Returns(new Conversation([], TakenOver: true));

        var answer = await Client.PostAsync(Path, """{"text":"hello"}""");

        answer.ShouldBe(202).Json["status"]!.GetValue<string>().ShouldBe("queued");
    }

    [Fact]
    public async Task Message_TurnFails_IsAProblem()
    {
        Edge.Orchestrator.WatchAsync(Arg.Any<Actor>(), "turn_1", 1, Arg.Any<CancellationToken>()).Returns(new TurnProgress(TurnStatus.Failed, [], null));

        (await Client.PostAsync(Path, """{"text":"hello"}""")).ShouldBeProblem(502);
    }

    [Fact]
    public async Task Message_NotAnsweredInTime_IsAcceptedWithItsAddress()
    {
        Edge.Orchestrator.WatchAsync(Arg.Any<Actor>(), "turn_1", 1, Arg.Any<CancellationToken>()).Returns(new TurnProgress(TurnStatus.Running, [], null));

        var answer = await Client.PostAsync(Path, """{"text":"hello"}""");

        answer.ShouldBe(202).Json["turnId"]!.GetValue<string>().ShouldBe("turn_1");
        answer.Header("Location").ShouldBe("/api/customers/acme/turns/turn_1");
    }

    [Fact]
    public async Task Conversation_WithKeys_ShowsTheirPrefixOnly()
    {
        var turn = new Turn("turn_1", "hello", TurnStatus.Answered, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, Answered);
        Edge.Orchestrator.GetConversationAsync(Arg.Any<Actor>()).Returns(new Conversation([turn], false));

        var answer = await Client.GetAnswerAsync("/api/customers/acme/conversation");

        answer.ShouldBe(200).Json["turns"]![0]!["reply"]!["text"]!.GetValue<string>().ShouldBe("Your key: sk_test_AbCd…");
        await Edge.Customer.DidNotReceiveWithAnyArgs().RevealKeyAsync(default!, default!);
    }

    [Fact]
    public async Task Message_RepeatedUnderOneKey_NamesOneOperation()
    {
        await Client.PostAsync(Path, """{"text":"hello"}""", ("Accept", "text/event-stream"), ("Idempotency-Key", "k"));
        await Client.PostAsync(Path, """{"text":"hello"}""", ("Accept", "text/event-stream"), ("Idempotency-Key", "k"));

        var operations = Edge.Orchestrator.ReceivedCalls().Where(c => c.GetMethodInfo().Name == "SendAsync").Select(c => (string)c.GetArguments()[2]!).ToArray();
        operations.Length.ShouldBe(2);
        operations.Distinct().ShouldHaveSingleItem();
    }
}
