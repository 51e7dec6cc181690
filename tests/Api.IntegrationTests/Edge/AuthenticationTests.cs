using Aegis.Actors;
using Aegis.Api.IntegrationTests.Support;
using NSubstitute;

namespace Aegis.Api.IntegrationTests.Edge;

public sealed class AuthenticationTests : EdgeTest
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("X-Api-Key", "wrong")]
    [InlineData("X-Api-Key", "")]
    [InlineData("Authorization", "Bearer wrong")]
    [InlineData("Authorization", "Basic YWRtaW46YWRtaW4=")]
    [InlineData("Authorization", "Bearer")]
    public async Task Api_WithoutTheAdminKey_AnswersUnauthorized(string? header, string? value)
    {
        (string, string)[] headers = header is null ? [] : [(header, value!)];

        var answer = await Edge.Stranger.AnswerAsync(HttpMethod.Get, "/api/customers/acme", null, headers);

        answer.ShouldBeProblem(401);
        answer.Header("WWW-Authenticate")!.ShouldContain("Bearer");
    }

    [Theory]
    [InlineData("X-Api-Key", EdgeServer.Key)]
    [InlineData("Authorization", $"Bearer {EdgeServer.Key}")]
    public async Task Api_WithTheAdminKey_CallsTheGrainAsAdmin(string header, string value)
    {
        Edge.Customer.GetAsync(Arg.Is<Actor>(a => a.Id == "admin" && a.Role == Role.Admin && a.Workspace == "default" && a.Signature == "signed")).Returns(Acme);

        var answer = await Edge.Stranger.AnswerAsync(HttpMethod.Get, "/api/customers/acme", null, (header, value));

        answer.ShouldBe(200).Json["tier"]!.GetValue<string>().ShouldBe("trial");
        answer.Json["stage"]!.GetValue<string>().ShouldBe("api_keys_generated");
        answer.Json["health"]!["status"]!.GetValue<string>().ShouldBe("needs_attention");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    public async Task Status_WithoutKey_Answers(string path) =>
        (await Edge.Stranger.GetAnswerAsync(path)).ShouldBe(200);
}
