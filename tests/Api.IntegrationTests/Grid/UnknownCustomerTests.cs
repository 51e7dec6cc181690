using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Grid;

public abstract class UnknownCustomerTests(GridServer grid) : GridTest(grid)
{
    [Theory]
    [InlineData("")]
    [InlineData("/health")]
    [InlineData("/ledger")]
    [InlineData("/conversation")]
    [InlineData("/turns/turn_1")]
    [InlineData("/keys")]
    [InlineData("/actions")]
    public async Task Read_OfAnUnknownCustomer_IsNotFound(string path) =>
        (await Client.GetAnswerAsync($"/api/customers/nobody{path}")).ShouldBeProblem(404);

    [Theory]
    [InlineData("/keys", """{"environment":"test"}""")]
    [InlineData("/keys/key_1/reveal", "")]
    [InlineData("/keys/key_1/rotate", "")]
    [InlineData("/keys/key_1/revoke", "")]
    [InlineData("/messages", """{"text":"hello"}""")]
    [InlineData("/feedback", """{"turnId":"turn_1","rating":"up"}""")]
    [InlineData("/takeover", """{"on":true}""")]
    [InlineData("/replies", """{"text":"hello"}""")]
    [InlineData("/actions/act_1/settle", """{"happened":true,"note":"seen"}""")]
    public async Task Post_ToAnUnknownCustomer_IsNotFound(string path, string body) =>
        (await Client.PostAsync($"/api/customers/nobody{path}", body)).ShouldBeProblem(404);

    [Fact]
    public async Task Change_OfAnUnknownCustomer_IsNotFound()
    {
        (await Client.PatchAsync("/api/customers/nobody", """{"company":"A"}""")).ShouldBeProblem(404);
        (await Client.AnswerAsync(HttpMethod.Delete, "/api/customers/nobody")).ShouldBeProblem(404);
    }
}
