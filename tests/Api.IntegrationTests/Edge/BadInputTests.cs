using System.Text;
using Aegis.Actors;
using Aegis.Api.IntegrationTests.Support;
using Aegis.Customers;
using Aegis.Storage;
using NSubstitute;

namespace Aegis.Api.IntegrationTests.Edge;

public sealed class BadInputTests : EdgeTest
{
    [Theory]
    [InlineData("""{"email":"a@b.example"}""", "company")]
    [InlineData("""{"company":"A","email":7}""", "email")]
    [InlineData("""{"company":null,"email":"a@b.example"}""", "company")]
    [InlineData("""{"company":"A","email":"a@b.example","teir":"pro"}""", "teir")]
    [InlineData("""{"company":"A","company":"B","email":"a@b.example"}""", "company")]
    [InlineData("""{"company":"A\u0000","email":"a@b.example"}""", "company")]
    [InlineData("""{"company":"A","email":"\ud800@b.example"}""", "email")]
    [InlineData("""{"company":"A","email":"a@b.example","techStack":"Python"}""", "techStack")]
    [InlineData("""{"company":"A","email":"a@b.example","techStack":["Python",1]}""", "techStack")]
    [InlineData("""{"company":"A","email":"a@b.example","techStack":["\udc00"]}""", "techStack")]
    [InlineData("""{"id":"a/b","company":"A","email":"a@b.example"}""", "id")]
    [InlineData("""{"company":"A","email":"a@b.example","timeZone":{}}""", "timeZone")]
    [InlineData("""{"company":"A","email":"a@b.example" """, "body")]
    [InlineData("[]", "body")]
    [InlineData("7", "body")]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    public async Task CreateCustomer_BadBody_NamesTheField(string body, string field)
    {
        var answer = await Client.PostAsync("/api/customers", body);

        answer.ShouldBeProblem(400).ShouldBe([field]);
        await Edge.Customer.DidNotReceiveWithAnyArgs().CreateAsync(default!, default!);
    }

    [Fact]
    public async Task CreateCustomer_SeveralWrongFields_NamesThemAll()
    {
        var answer = await Client.PostAsync("/api/customers", """{"company":1,"techStack":2,"other":3}""");

        answer.ShouldBeProblem(400).ShouldBe(["company", "email", "other", "techStack"], ignoreOrder: true);
    }

    [Fact]
    public async Task CreateCustomer_BytesThatAreNoUtf8_NamesTheField()
    {
        byte[] body = [.. "{\"company\":\"A"u8, 0xED, 0xA0, 0x80, .. "\",\"email\":\"a@b.example\"}"u8];
        var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };

        var answer = await Client.AnswerAsync(HttpMethod.Post, "/api/customers", content);

        answer.ShouldBeProblem(400).ShouldBe(["company"]);
    }

    [Fact]
    public async Task CreateCustomer_NestedTooDeeply_IsRefused()
    {
        var deep = new StringBuilder().Insert(0, "[", 200).Append(']', 200);

        var answer = await Client.PostAsync("/api/customers", $$"""{"company":{{deep}}}""");

        answer.ShouldBeProblem(400).ShouldBe(["body"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateCustomer_BodyOverOneMegabyte_IsTooLarge(bool chunked)
    {
        var content = new StringContent($$"""{"company":"{{new string('x', 1 << 20)}}"}""", Encoding.UTF8, "application/json");
        if (chunked)
            content.Headers.ContentLength = null;

        var answer = await Client.AnswerAsync(HttpMethod.Post, "/api/customers", content);

        answer.ShouldBeProblem(413);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task CreateCustomer_AnotherMediaType_IsUnsupported(string mediaType)
    {
        var answer = await Client.AnswerAsync(HttpMethod.Post, "/api/customers", new StringContent("{}", Encoding.UTF8, mediaType));

        answer.ShouldBeProblem(415);
    }

    [Theory]
    [InlineData("status=poorly", "status")]
    [InlineData("tier=Pro", "tier")]
    [InlineData("stage=1", "stage")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("q=%00", "q")]
    [InlineData("teir=pro", "teir")]
    public async Task ListCustomers_BadQuery_NamesTheParameter(string query, string field)
    {
        var answer = await Client.GetAnswerAsync($"/api/customers?{query}");

        answer.ShouldBeProblem(400).ShouldBe([field]);
    }

    [Theory]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("GET", "/api/customers/a%2Fb", 404)]
    [InlineData("PUT", "/api/customers/acme", 405)]
    [InlineData("DELETE", "/api/customers", 405)]
    [InlineData("PUT", "/sandbox/v2/customers", 405)]
    public async Task Route_NotThere_IsAProblem(string method, string path, int status) =>
        (await Client.AnswerAsync(new HttpMethod(method), path)).ShouldBeProblem(status);

    [Theory]
    [InlineData(RefusalKind.Invalid, 400)]
    [InlineData(RefusalKind.Forbidden, 403)]
    [InlineData(RefusalKind.NotFound, 404)]
    [InlineData(RefusalKind.Conflict, 409)]
    [InlineData(RefusalKind.TooMany, 429)]
    public async Task Refusal_OfTheGrain_IsAProblemThatNamesTheField(RefusalKind kind, int status)
    {
        Edge.Customer.CreateAsync(Arg.Any<Actor>(), Arg.Any<NewCustomer>()).Returns(new Refusal(kind, "No.", "email"));

        var answer = await Client.PostAsync("/api/customers", """{"company":"A","email":"a@b.example"}""");

        answer.ShouldBeProblem(status).ShouldBe(["email"]);
        (answer.Header("Retry-After") is not null).ShouldBe(kind == RefusalKind.TooMany);
    }

    [Fact]
    public async Task Overload_OfStorage_AsksToTryAgain()
    {
        Edge.Customer.GetAsync(Arg.Any<Actor>()).Returns<Result<Customer>>(_ => throw new StorageOverloadedException("writes", 1, TimeSpan.FromSeconds(3)));

        var answer = await Client.GetAnswerAsync("/api/customers/acme");

        answer.ShouldBeProblem(503);
        answer.Header("Retry-After").ShouldBe("3");
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task Call_ThatTheGridGaveUp_AsksToTryAgain(Type failure)
    {
        Edge.Customer.GetAsync(Arg.Any<Actor>()).Returns<Result<Customer>>(_ => throw (Exception)Activator.CreateInstance(failure)!);

        var answer = await Client.GetAnswerAsync("/api/customers/acme");

        answer.ShouldBeProblem(503);
        answer.Header("Retry-After").ShouldBe("1");
    }

    [Fact]
    public async Task Outage_OfTheDatabase_AsksToTryAgain()
    {
        var broken = new IOException("The connection broke.") { Data = { [Outage.Key] = true } };
        Edge.Customer.GetAsync(Arg.Any<Actor>()).Returns<Result<Customer>>(_ => throw new InvalidOperationException("A grain's storage failed.", broken));

        var answer = await Client.GetAnswerAsync("/api/customers/acme");

        answer.ShouldBeProblem(503);
        answer.Header("Retry-After").ShouldBe("2");
    }

    [Fact]
    public async Task Fault_OfAegis_IsAnInternalErrorAndNotToBeTriedAgain()
    {
        Edge.Customer.GetAsync(Arg.Any<Actor>()).Returns<Result<Customer>>(_ => throw new InvalidOperationException("a bug"));

        var answer = await Client.GetAnswerAsync("/api/customers/acme");

        answer.ShouldBeProblem(500);
        answer.Header("Retry-After").ShouldBeNull();
    }
}
