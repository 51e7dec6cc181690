using System.Text;
using Aegis.Actors;
using Aegis.Api.IntegrationTests.Support;
using Aegis.Sandbox;
using NSubstitute;

namespace Aegis.Api.IntegrationTests.Edge;

public sealed class SandboxTests : EdgeTest
{
    private const string Key = "sk_test_abc";
    private static readonly string Hash = new([.. Key.Reverse()]);

    [Theory]
    [InlineData("Authorization", "Basic sk_test_abc:", "Basic", true)]
    [InlineData("Authorization", "Basic sk_test_abc:secret", "Basic", false)]
    [InlineData("Authorization", "Basic :sk_test_abc", "Basic", false)]
    [InlineData("Authorization", "Basic sk_test_abc", "Basic", false)]
    [InlineData("Authorization", "Bearer sk_test_abc", "Bearer", false)]
    [InlineData("Authorization", "Token sk_test_abc", "Token", false)]
    [InlineData("Authorization", "sk_test_abc", "none", false)]
    [InlineData("X-Api-Key", "sk_test_abc", null, false)]
    [InlineData("Api-Key", "sk_test_abc", null, false)]
    public async Task Credential_InAnyScheme_IsFoundAndToldApart(string header, string value, string? scheme, bool wellFormed)
    {
        if (value.StartsWith("Basic ") && value.Contains(':'))
            value = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(value[6..]))}";
        Edge.Directory.FindKeyOwnerAsync(Arg.Any<Actor>(), Hash).Returns("acme");
        Edge.Customer.CallSandboxAsync(Arg.Any<Actor>(), Arg.Any<SandboxCall>()).Returns(new SandboxVerdict(200, null, "", "acme-test"));
        Edge.Site.ListCustomersAsync(Arg.Any<Actor>()).Returns((Result<ImmutableArray<SiteCustomer>>)ImmutableArray.Create(new SiteCustomer("c1", "Ada", "Lovelace", "ada@example.com", DateTimeOffset.UnixEpoch)));

        var answer = await Edge.Stranger.AnswerAsync(HttpMethod.Get, "/sandbox/v2/customers", null, (header, value));

        answer.ShouldBe(200).Json["list"]![0]!["customer"]!["first_name"]!.GetValue<string>().ShouldBe("Ada");
        await Edge.Customer.Received(1).CallSandboxAsync(
            Arg.Is<Actor>(a => a.Role == Role.System), new SandboxCall("GET /v2/customers", Hash, scheme, wellFormed));
    }

    [Theory]
    [InlineData(401, "api_authentication_failed")]
    [InlineData(403, "api_authorization_failed")]
    [InlineData(429, "api_request_limit_exceeded")]
    public async Task Verdict_OfTheGrain_IsToldAsTheProductDoes(int status, string code)
    {
        Edge.Directory.FindSiteOwnerAsync(Arg.Any<Actor>(), "acme-test").Returns("acme");
        Edge.Customer.CallSandboxAsync(Arg.Any<Actor>(), Arg.Any<SandboxCall>()).Returns(new SandboxVerdict(status, "KEY_REVOKED", "Sorry.", "acme-test"));

        var answer = await Edge.Stranger.GetAnswerAsync("/sandbox/acme-test/v2/customers");

        answer.ShouldBe(status).Json["api_error_code"]!.GetValue<string>().ShouldBe(code);
        answer.Json["message"]!.GetValue<string>().ShouldBe("Sorry.");
    }

    [Theory]
    [InlineData("/sandbox/v2/customers")]
    [InlineData("/sandbox/nowhere/v2/customers")]
    public async Task Call_OfNobody_IsUnauthorized(string path)
    {
        var answer = await Edge.Stranger.AnswerAsync(HttpMethod.Get, path, null, ("Authorization", "Bearer x"));

        answer.ShouldBe(401).Json["type"]!.GetValue<string>().ShouldBe("operation_failed");
        await Edge.Customer.DidNotReceiveWithAnyArgs().CallSandboxAsync(default!, default!);
    }

    [Theory]
    [InlineData("application/json", """{"id":"c1","first_name":"Ada"}""")]
    [InlineData("application/x-www-form-urlencoded", "id=c1&first_name=Ada")]
    public async Task AddCustomer_FormOrJson_ReachesTheSite(string mediaType, string body)
    {
        Edge.Directory.FindSiteOwnerAsync(Arg.Any<Actor>(), "acme-test").Returns("acme");
        Edge.Customer.CallSandboxAsync(Arg.Any<Actor>(), Arg.Any<SandboxCall>()).Returns(new SandboxVerdict(200, null, "", "acme-test"));
        Edge.Site.AddCustomerAsync(Arg.Any<Actor>(), "c1", "Ada", null, null).Returns(new SiteCustomer("c1", "Ada", null, null, DateTimeOffset.UnixEpoch));

        var answer = await Edge.Stranger.AnswerAsync(HttpMethod.Post, "/sandbox/acme-test/v2/customers", new StringContent(body, Encoding.UTF8, mediaType));

        answer.ShouldBe(200).Json["customer"]!["id"]!.GetValue<string>().ShouldBe("c1");
    }
}
