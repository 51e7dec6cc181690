using Anthropic;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Connectors.Llm;

/// <summary>Registers <see cref="ILanguageModel"/>, where one is configured.</summary>
public static class LlmExtensions
{
    private static readonly Uri OpenAIUrl = new("https://api.openai.com/v1");

    /// <exception cref="ArgumentException">An option is wrong; the message names its key and the mend.</exception>
    public static IServiceCollection AddAegisLlm(this IServiceCollection services, LlmOptions options)
    {
        LlmOptionsValidator.ThrowIfInvalid(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        return options.InEffect == LlmProvider.None
            ? services
            : services.AddSingleton<ILanguageModel>(provider => Make(options, provider.GetRequiredService<TimeProvider>()));
    }

    private static ChatModel Make(LlmOptions options, TimeProvider time)
    {
        var http = new HttpClient(new AnswerGate(time) { InnerHandler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) } })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        return options.InEffect == LlmProvider.Anthropic ? Anthropic(options, http, time) : OpenAI(options, http, time);
    }

    private static ChatModel OpenAI(LlmOptions options, HttpClient http, TimeProvider time)
    {
        var endpoint = string.IsNullOrWhiteSpace(options.OpenAIUrl) ? OpenAIUrl : new Uri(options.OpenAIUrl);
        // An endpoint on one's own machine asks for no key, but the client wants one.
        var key = string.IsNullOrWhiteSpace(options.OpenAIKey) ? "none" : options.OpenAIKey;
        return new($"{options.OpenAIModel} ({endpoint.Authority})", new OpenAIChat(options.OpenAIModel, key, endpoint, http), options, time);
    }

    private static ChatModel Anthropic(LlmOptions options, HttpClient http, TimeProvider time)
    {
        var client = string.IsNullOrWhiteSpace(options.AnthropicUrl)
            ? new AnthropicClient { ApiKey = options.AnthropicKey, HttpClient = http, MaxRetries = 0 }
            : new AnthropicClient { ApiKey = options.AnthropicKey, BaseUrl = options.AnthropicUrl.TrimEnd('/'), HttpClient = http, MaxRetries = 0 };
        return new($"{options.AnthropicModel} ({new Uri(options.AnthropicUrl is { Length: > 0 } url ? url : "https://api.anthropic.com").Authority})",
            client.AsIChatClient(options.AnthropicModel, options.MaxOutput), options, time);
    }
}
