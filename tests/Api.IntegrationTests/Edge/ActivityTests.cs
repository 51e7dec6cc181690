using System.Text;
using System.Text.Json.Nodes;
using Aegis.Activity;
using Aegis.Actors;
using Aegis.Api.IntegrationTests.Support;
using Aegis.Customers;
using Aegis.Storage;
using NSubstitute;

namespace Aegis.Api.IntegrationTests.Edge;

public sealed class ActivityTests : EdgeTest
{
    private const string Good = """{"customerId":"acme","endpoint":"GET /v2/customers","status":200}""";

    public ActivityTests() =>
        Edge.Customer.RecordAsync(Arg.Any<Actor>(), Arg.Any<ImmutableArray<ActivityEvent>>())
            .Returns(call => new ActivityReceipt(call.Arg<ImmutableArray<ActivityEvent>>().Length, 0));

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("7", "object")]
    [InlineData(Good + "{}", "JSON")]
    [InlineData("""{"endpoint":"GET /","status":200}""", "customerId")]
    [InlineData("""{"customerId":"a/b","endpoint":"GET /","status":200}""", "customerId")]
    [InlineData("""{"customerId":7,"endpoint":"GET /","status":200}""", "customerId")]
    [InlineData("""{"customerId":"acme","status":200}""", "endpoint")]
    [InlineData("""{"customerId":"acme","endpoint":"a\u0000","status":200}""", "endpoint")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /"}""", "status")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /","status":"200"}""", "status")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /","status":200.5}""", "status")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /","status":99}""", "status")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /","status":200,"status":200}""", "status")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /","status":200,"at":"yesterday"}""", "at")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /","status":200,"at":"2001-01-01T00:00:00Z"}""", "at")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /","status":200,"latencyMs":-1}""", "latencyMs")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /","status":200,"latencyMs":1e999}""", "latencyMs")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /","status":200,"reason":"bad reason"}""", "reason")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /","status":200,"id":""}""", "id")]
    [InlineData("""{"customerId":"acme","endpoint":"GET /","status":200,"colour":"red"}""", "colour")]
    [InlineData("""{"customerId":"acme","endpoint":"\ud800","status":200}""", "surrogate")]
    public async Task Activity_BadLine_IsNamedAndTheGoodOnesAreTaken(string line, string reason)
    {
        var answer = await Client.ActivityAsync($"{Good}\n\n{line}\r\n{Good}");

        answer.ShouldBe(200).Json["accepted"]!.GetValue<int>().ShouldBe(2);
        var rejected = answer.Json["rejected"]!.AsArray().ShouldHaveSingleItem()!;
        rejected["line"]!.GetValue<int>().ShouldBe(3);
        rejected["error"]!.GetValue<string>().ShouldContain(reason);
    }

    [Fact]
    public async Task Activity_BytesThatAreNoUtf8_AreRejectedByLine()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(Good), (byte)'\n', .. "{\"customerId\":\"acme\",\"endpoint\":\""u8, 0xFF, .. "\",\"status\":200}"u8];

        var answer = await Client.AnswerAsync(HttpMethod.Post, "/api/activity", new ByteArrayContent(body));

        answer.ShouldBe(200).Json["rejected"]!.AsArray().Single()!["line"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Activity_AllFields_ReachTheGrain()
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var line = $$"""{"customerId":"acme","endpoint":"GET /x","status":401,"at":"{{at:O}}","latencyMs":12.5,"reason":"INVALID_KEY","id":"e1"}""";

        await Client.ActivityAsync(line);

        await Edge.Customer.Received(1).RecordAsync(Arg.Any<Actor>(), Arg.Is<ImmutableArray<ActivityEvent>>(events =>
            events.Single() == new ActivityEvent("e1", "GET /x", 401, at, 12.5, "INVALID_KEY")));
    }

    [Fact]
    public async Task Activity_UnknownCustomer_RejectsItsLinesAlone()
    {
        var unknown = Substitute.For<ICustomerGrain>();
        unknown.RecordAsync(Arg.Any<Actor>(), Arg.Any<ImmutableArray<ActivityEvent>>()).Returns(new Refusal(RefusalKind.NotFound, "No such customer."));
        Edge.Grains.GetGrain<ICustomerGrain>("default/nobody").Returns(unknown);

        var answer = await Client.ActivityAsync($"{Good.Replace("acme", "nobody")}\n{Good}\n{Good.Replace("acme", "nobody")}");

        answer.ShouldBe(200).Json["accepted"]!.GetValue<int>().ShouldBe(1);
        Lines(answer).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task Activity_WithIdempotencyKey_NamesEventsByLine()
    {
        await Client.ActivityAsync($"{Good}\n{Good}", ("Idempotency-Key", "batch-1"));

        await Edge.Customer.Received(1).RecordAsync(Arg.Any<Actor>(), Arg.Is<ImmutableArray<ActivityEvent>>(events =>
            events[0].Id!.EndsWith(":1") && events[1].Id!.EndsWith(":2") && events[0].Id!.Length <= ActivityRules.MaxIdLength));
    }

    [Fact]
    public async Task Activity_StorageOverloaded_SaysWhatWasTakenAndWhenToTryAgain()
    {
        var full = Substitute.For<ICustomerGrain>();
        full.RecordAsync(Arg.Any<Actor>(), Arg.Any<ImmutableArray<ActivityEvent>>()).Returns<Result<ActivityReceipt>>(_ => throw new StorageOverloadedException("writes", 1, TimeSpan.FromSeconds(2)));
        Edge.Grains.GetGrain<ICustomerGrain>("default/full").Returns(full);

        var answer = await Client.ActivityAsync($"{Good}\n{Good.Replace("acme", "full")}");

        answer.ShouldBeProblem(503);
        answer.Header("Retry-After").ShouldBe("2");
        answer.Json["accepted"]!.GetValue<int>().ShouldBe(1);
        Lines(answer).ShouldBe([2]);
    }

    [Fact]
    public async Task Activity_TooManyLines_IsTooLargeAndTakesNothing()
    {
        var answer = await Client.ActivityAsync(string.Join('\n', Enumerable.Repeat(Good, 50_001)));

        answer.ShouldBeProblem(413);
        await Edge.Customer.DidNotReceiveWithAnyArgs().RecordAsync(default!, default);
    }

    [Fact]
    public async Task Activity_MostLinesAllowed_AreTaken()
    {
        var answer = await Client.ActivityAsync(string.Join('\n', Enumerable.Repeat(Good, 50_000)));

        answer.ShouldBe(200).Json["accepted"]!.GetValue<int>().ShouldBe(50_000);
    }

    [Fact]
    public async Task Activity_Over16Megabytes_IsTooLarge()
    {
        var content = new StringContent(new string(' ', (16 << 20) + 1));
        content.Headers.ContentLength = null;

        (await Client.AnswerAsync(HttpMethod.Post, "/api/activity", content)).ShouldBeProblem(413);
    }

    private static int[] Lines(Answer answer) => [.. answer.Json["rejected"]!.AsArray().Select(r => r!["line"]!.GetValue<int>())];
}
