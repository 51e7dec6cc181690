using Aegis.Actors;
using Aegis.Api.IntegrationTests.Support;
using Aegis.Customers;
using Aegis.Idempotency;
using Aegis.Keys;
using NSubstitute;

namespace Aegis.Api.IntegrationTests.Edge;

public sealed class IdempotencyTests : EdgeTest
{
    private const string Path = "/api/customers/acme/keys";
    private const string Body = """{"environment":"test"}""";
    private static readonly ApiKey Key = new("key_1", KeyEnvironment.Test, "sk_test_AbCd", KeyStatus.Active, DateTimeOffset.UnixEpoch, null, null);
    private readonly IIdempotencyGrain _memory = Substitute.For<IIdempotencyGrain>();

    public IdempotencyTests()
    {
        Edge.Customer.IssueKeyAsync(Arg.Any<Actor>(), KeyEnvironment.Test, Arg.Any<string>()).Returns(Key);
        Edge.Customer.RevealKeyAsync(Arg.Any<Actor>(), "key_1").Returns(new RevealedKey(Key, "sk_test_AbCdSecret"));
    }

    [Fact]
    public async Task FirstRequest_Proceeds_StoresThePlaceholderAndShowsTheSecret()
    {
        Remembers(new(IdempotencyVerdict.Proceed, null));

        var answer = await Client.PostAsync(Path, Body, ("Idempotency-Key", "k1"));

        answer.ShouldBe(201).Json["secret"]!.GetValue<string>().ShouldBe("sk_test_AbCdSecret");
        await _memory.Received(1).CompleteAsync(Arg.Any<Actor>(), Arg.Any<string>(), Arg.Is<StoredAnswer>(a => a.Status == 201 && a.Body.Contains("{{key:key_1}}") && !a.Body.Contains("Secret")));
    }

    [Fact]
    public async Task Repeat_IsAnsweredFromMemory_WithTheSecretRevealedAgain()
    {
        Remembers(new(IdempotencyVerdict.Replay, new StoredAnswer(201, "application/json", """{"secret":"{{key:key_1}}"}""", "/somewhere")));

        var answer = await Client.PostAsync(Path, Body, ("Idempotency-Key", "k1"));

        answer.ShouldBe(201).Json["secret"]!.GetValue<string>().ShouldBe("sk_test_AbCdSecret");
        answer.Header("Idempotency-Replayed").ShouldBe("true");
        answer.Header("Location").ShouldBe("/somewhere");
        await Edge.Customer.DidNotReceiveWithAnyArgs().IssueKeyAsync(default!, default, default!);
    }

    [Theory]
    [InlineData(IdempotencyVerdict.Mismatch, 422)]
    [InlineData(IdempotencyVerdict.InProgress, 409)]
    public async Task Repeat_OfAnotherBodyOrTooSoon_IsRefused(IdempotencyVerdict verdict, int status)
    {
        Remembers(new(verdict, null));

        var answer = await Client.PostAsync(Path, Body, ("Idempotency-Key", "k1"));

        answer.ShouldBeProblem(status);
        (answer.Header("Retry-After") is not null).ShouldBe(status == 409);
    }

    [Fact]
    public async Task Request_RefusedForAWhile_IsNotRemembered()
    {
        Remembers(new(IdempotencyVerdict.Proceed, null));
        Edge.Customer.IssueKeyAsync(Arg.Any<Actor>(), KeyEnvironment.Test, Arg.Any<string>()).Returns(new Refusal(RefusalKind.TooMany, "Later."));

        (await Client.PostAsync(Path, Body, ("Idempotency-Key", "k1"))).ShouldBeProblem(429);

        await _memory.Received(1).AbandonAsync(Arg.Any<Actor>(), Arg.Any<string>());
        await _memory.DidNotReceiveWithAnyArgs().CompleteAsync(default!, default!, default!);
    }

    [Fact]
    public async Task Request_ThatFails_IsNotRemembered()
    {
        Remembers(new(IdempotencyVerdict.Proceed, null));
        Edge.Customer.IssueKeyAsync(Arg.Any<Actor>(), KeyEnvironment.Test, Arg.Any<string>()).Returns<Result<ApiKey>>(_ => throw new TimeoutException());

        (await Client.PostAsync(Path, Body, ("Idempotency-Key", "k1"))).ShouldBeProblem(503);

        await _memory.Received(1).AbandonAsync(Arg.Any<Actor>(), Arg.Any<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\tb")]
    public async Task Key_NotPrintableAscii_IsRefused(string key)
    {
        var answer = await Client.PostAsync(Path, Body, ("Idempotency-Key", key));

        answer.ShouldBeProblem(400).ShouldBe(["Idempotency-Key"]);
    }

    [Fact]
    public async Task Key_TooLong_IsRefused() =>
        (await Client.PostAsync(Path, Body, ("Idempotency-Key", new string('k', 256)))).ShouldBeProblem(400).ShouldBe(["Idempotency-Key"]);

    [Fact]
    public async Task CreateCustomer_WithoutId_GetsTheSameIdUnderTheSameKey()
    {
        Remembers(new(IdempotencyVerdict.Proceed, null));
        Edge.Customer.CreateAsync(Arg.Any<Actor>(), Arg.Any<NewCustomer>()).Returns(Acme);

        var first = await Client.PostAsync("/api/customers", """{"company":"A","email":"a@b.example"}""", ("Idempotency-Key", "k1"));
        var second = await Client.PostAsync("/api/customers", """{"company":"A","email":"a@b.example"}""", ("Idempotency-Key", "k1"));

        first.ShouldBe(201).Header("Location").ShouldBe(second.ShouldBe(201).Header("Location"));
    }

    private void Remembers(IdempotencyCheck check)
    {
        _memory.BeginAsync(Arg.Any<Actor>(), Arg.Any<string>()).Returns((Result<IdempotencyCheck>)check);
        Edge.Grains.GetGrain<IIdempotencyGrain>(Arg.Any<string>()).Returns(_memory);
    }
}
