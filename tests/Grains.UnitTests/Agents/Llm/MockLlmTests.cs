using System.Net.Http.Json;
using Aegis.Actions;
using Aegis.Connectors.Llm;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Agents.Llm;

/// <summary>Against a server that is not ours: npm's @dwmkerr/mock-llm.</summary>
public sealed class MockLlmTests
{
    [NodeFact]
    public async Task Turn_AnswerStreamed_IsAnswered()
    {
        await using var server = await NodeServer.StartAsync(NodePackages.Program("@dwmkerr/mock-llm"), "server running");
        await ConfigureAsync(server, Rule("""{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"You are new here. ## Next Steps: say that you want to be set up, and I set you up with a trial, a key and a site."},"finish_reason":"stop"}]}"""));

        var turn = await AskAsync(server, streams: true);

        turn.Reply!.Text.ShouldStartWith("You are new here.");
        turn.Reply.Steps.ShouldContain(s => s.Details.Contains("answered;"));
        turn.Reply.Actions.ShouldBeEmpty();
    }

    [NodeFact]
    public async Task Turn_ToolsInSequence_AreUsed()
    {
        await using var server = await NodeServer.StartAsync(NodePackages.Program("@dwmkerr/mock-llm"), "server running");
        await ConfigureAsync(server,
            Rule("""{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"t1","type":"function","function":{"name":"get_customer_health","arguments":"{}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}""", sequence: 0),
            Rule("""{"id":"2","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"All is well."},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}""", sequence: 1));

        var turn = await AskAsync(server, streams: false);

        turn.Reply!.Text.ShouldStartWith("All is well.");
        turn.Reply.Steps.ShouldContain(s => s.Name == Tools.GetCustomerHealth);
    }

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Turn_ErrorsOnly_ThePlaybookAnswers(bool streams)
    {
        await using var server = await NodeServer.StartAsync(NodePackages.Program("@dwmkerr/mock-llm"), "server running");
        await ConfigureAsync(server, Rule("""{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","code":"invalid_api_key"}}""", status: 401));

        var turn = await AskAsync(server, streams);

        turn.Reply!.Text.ShouldStartWith("This is where you stand.");
        LlmTurnTests.TakenOver(turn).ShouldNotBeEmpty();
    }

    private static async Task<Aegis.Conversations.Turn> AskAsync(NodeServer server, bool streams)
    {
        using var directory = new TemporaryDirectory();
        var options = new LlmOptions { OpenAIUrl = $"{server.Url}v1", RetryDelay = TimeSpan.FromMilliseconds(5), Streams = streams };
        await using var grid = await GridRun.StartAsync(directory.Path, configure: services => services.AddAegisLlm(options));
        await grid.NewCustomerAsync("acme");
        return await grid.AskAsync("acme", "what is my status?", "m1");
    }

    private static async Task ConfigureAsync(NodeServer server, params object[] rules)
    {
        using var http = new HttpClient();
        (await http.PostAsJsonAsync(new Uri(server.Url, "config"), new { streaming = new { chunkSize = 20, chunkIntervalMs = 1 }, rules })).EnsureSuccessStatusCode();
    }

    private static object Rule(string content, int status = 200, int? sequence = null) => sequence is null
        ? new { path = "/v1/chat/completions", match = "@", response = new { status, content } }
        : new { path = "/v1/chat/completions", sequence, response = new { status, content } };
}
