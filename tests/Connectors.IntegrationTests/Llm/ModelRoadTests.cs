using Aegis.Connectors.Llm;
using Aegis.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Connectors.IntegrationTests.Llm;

public sealed class ModelRoadTests
{
    private static readonly ModelPrompt Prompt = new([ModelMessage.System("s"), ModelMessage.User("u")], []);

    [Theory]
    [InlineData(LlmProvider.OpenAI, true)]
    [InlineData(LlmProvider.OpenAI, false)]
    [InlineData(LlmProvider.Anthropic, true)]
    public async Task Ask_WholeAnswer_ComesWithItsTokensAndCost(LlmProvider provider, bool streams)
    {
        await using var server = await ModelServer.StartAsync(_ => new("Hello, and what else is there to say?", new ScriptedCall("look", """{"a":1}""")) { InputTokens = 1_000, OutputTokens = 500, Whole = !streams });
        var written = "";

        var answer = await Model(server, provider, o => (o.Prices, o.Streams) = ("gpt-4=9/9; gpt-4o=1/2; claude=3/15", streams)).AskAsync(Prompt, text =>
        {
            written += text;
            return default;
        }, CancellationToken.None);

        answer.Text.ShouldBe("Hello, and what else is there to say?");
        written.ShouldBe(answer.Text);
        answer.Calls.ShouldHaveSingleItem().Name.ShouldBe("look");
        answer.Calls[0].Arguments.ShouldBe("""{"a":1}""");
        answer.Usage.ShouldBe(new(1_000, 500, provider == LlmProvider.OpenAI ? 2_000 : 10_500));
    }

    [Fact]
    public async Task Ask_UnavailableOnce_IsRepeated()
    {
        await using var server = await ModelServer.StartAsync(asked => asked.Number == 1 ? ModelAnswer.Failing(429) : new("Hello."));

        (await Model(server).AskAsync(Prompt, null, CancellationToken.None)).Text.ShouldBe("Hello.");

        server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task Ask_Refused_IsNotRepeatedAndSaysNoWordOfTheAnswer(int status)
    {
        await using var server = await ModelServer.StartAsync(_ => ModelAnswer.Failing(status));

        var failure = await Should.ThrowAsync<ModelException>(() => Model(server).AskAsync(Prompt, null, CancellationToken.None));

        failure.Fault.ShouldBe(ModelFault.Refused);
        failure.ToString().ShouldNotContain("scripted");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_FailsAgainAndAgain_IsLeftAloneForAWhile()
    {
        await using var server = await ModelServer.StartAsync(_ => ModelAnswer.Failing(500));
        var model = Model(server, configure: o => (o.Retries, o.BreakerCalls) = (0, 3));
        for (var i = 0; i < 3; i++)
            await Should.ThrowAsync<ModelException>(() => model.AskAsync(Prompt, null, CancellationToken.None));

        var failure = await Should.ThrowAsync<ModelException>(() => model.AskAsync(Prompt, null, CancellationToken.None));

        failure.Message.ShouldContain("left alone");
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Ask_CancelledByItsCaller_IsCancelled()
    {
        await using var server = await ModelServer.StartAsync(_ => new("late") { Until = new TaskCompletionSource().Task });
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => Model(server).AskAsync(Prompt, null, limit.Token));
    }

    [Fact]
    public async Task Ask_NobodyThere_IsUnavailable()
    {
        var server = await ModelServer.StartAsync(_ => new("x"));
        var model = Model(server);
        await server.DisposeAsync();

        (await Should.ThrowAsync<ModelException>(() => model.AskAsync(Prompt, null, CancellationToken.None))).Fault.ShouldBe(ModelFault.Unavailable);
    }

    [Theory]
    [InlineData("OPENAI_BASE_URL", "ftp://x")]
    [InlineData("OPENAI_API_KEY", "has blank")]
    [InlineData("Llm:TurnTime", "TurnTime")]
    [InlineData("Llm:MaxSteps", "MaxSteps")]
    [InlineData("Llm:Prices", "no price")]
    [InlineData("Llm:DayCost", "has no price of gpt-4o-mini")]
    [InlineData("ANTHROPIC_API_KEY", "set ANTHROPIC_API_KEY")]
    public void Options_Wrong_NameTheKeyAndTheMend(string key, string part)
    {
        var options = new LlmOptions { OpenAIKey = "k" };
        switch (key)
        {
            case "OPENAI_BASE_URL": options.OpenAIUrl = part; break;
            case "OPENAI_API_KEY": (options.OpenAIKey, part) = (part, "blank"); break;
            case "Llm:TurnTime": options.TurnTime = TimeSpan.FromHours(1); break;
            case "Llm:MaxSteps": options.MaxSteps = 0; break;
            case "Llm:Prices": options.Prices = "gpt"; break;
            case "Llm:DayCost": options.DayCost = 1; break;
            default: options.Provider = LlmProvider.Anthropic; break;
        }

        var fault = Should.Throw<ArgumentException>(() => new ServiceCollection().AddAegisLlm(options)).Message;

        fault.ShouldContain(key);
        fault.ShouldContain(part);
    }

    [Fact]
    public void Options_NothingSet_IsNoModel() => new ServiceCollection().AddAegisLlm(new()).BuildServiceProvider().GetService<ILanguageModel>().ShouldBeNull();

    private static ILanguageModel Model(ModelServer server, LlmProvider provider = LlmProvider.OpenAI, Action<LlmOptions>? configure = null)
    {
        var options = new LlmOptions
        {
            Provider = provider, OpenAIKey = "k", OpenAIUrl = server.OpenAIUrl, AnthropicKey = "k", AnthropicUrl = server.AnthropicUrl, RetryDelay = TimeSpan.FromMilliseconds(5),
        };
        configure?.Invoke(options);
        return new ServiceCollection().AddAegisLlm(options).BuildServiceProvider().GetRequiredService<ILanguageModel>();
    }
}
