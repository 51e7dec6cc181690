namespace Aegis.Connectors.Llm;

/// <summary>Finds what is wrong with the options; every message names the key and the mend.</summary>
internal static class LlmOptionsValidator
{
    public static void ThrowIfInvalid(LlmOptions options)
    {
        var errors = Errors(options).ToList();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
    }

    private static IEnumerable<string> Errors(LlmOptions o) =>
        [.. Connection(o), .. Ranges(o), .. Money(o)];

    private static IEnumerable<string> Connection(LlmOptions o)
    {
        if (o.OpenAIUrl is { Length: > 0 } url && !IsHttp(url))
            yield return $"OPENAI_BASE_URL is \"{url}\": use an http or https address with its version, such as https://api.openai.com/v1.";
        if (o.AnthropicUrl is { Length: > 0 } other && !IsHttp(other))
            yield return $"ANTHROPIC_BASE_URL is \"{other}\": use an http or https address, such as https://api.anthropic.com.";
        if (o.InEffect == LlmProvider.OpenAI && string.IsNullOrWhiteSpace(o.OpenAIKey) && string.IsNullOrWhiteSpace(o.OpenAIUrl))
            yield return "Llm:Provider is OpenAI: set OPENAI_API_KEY, or OPENAI_BASE_URL to an endpoint of your own.";
        if (o.InEffect == LlmProvider.Anthropic && string.IsNullOrWhiteSpace(o.AnthropicKey))
            yield return "Llm:Provider is Anthropic: set ANTHROPIC_API_KEY.";
        if (o.InEffect != LlmProvider.None && string.IsNullOrWhiteSpace(o.Model))
            yield return $"{(o.InEffect == LlmProvider.OpenAI ? "OPENAI_MODEL" : "ANTHROPIC_MODEL")} is empty: name a model, or leave it out.";
        if ((o.OpenAIKey ?? "").Concat(o.AnthropicKey ?? "").Any(c => c is <= ' ' or > '~'))
            yield return $"{(o.OpenAIKey?.Any(c => c is <= ' ' or > '~') == true ? "OPENAI_API_KEY" : "ANTHROPIC_API_KEY")} holds a blank or a character outside ASCII: copy it anew.";
    }

    private static IEnumerable<string> Ranges(LlmOptions o)
    {
        foreach (var (name, value, least, most) in new[]
        {
            ("CallTimeout", o.CallTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(4)),
            ("TurnTime", o.TurnTime, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(4)),
            ("RetryDelay", o.RetryDelay, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            ("LongestRetryDelay", o.LongestRetryDelay, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            ("BreakerWindow", o.BreakerWindow, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            ("BreakerPause", o.BreakerPause, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
        })
            if (value < least || value > most)
                yield return $"Llm:{name} is {value}: use {least} to {most}.";
        foreach (var (name, value, least, most) in new (string, long, long, long)[]
        {
            ("Retries", o.Retries, 0, 5), ("BreakerCalls", o.BreakerCalls, 2, 1000), ("MaxOutput", o.MaxOutput, 16, 100_000), ("MaxSteps", o.MaxSteps, 1, 50),
            ("MaxCalls", o.MaxCalls, 0, 200), ("MaxFaults", o.MaxFaults, 0, 50), ("TurnTokens", o.TurnTokens, 1, 10_000_000), ("DayTokens", o.DayTokens ?? 1, 1, long.MaxValue),
        })
            if (value < least || value > most)
                yield return $"Llm:{name} is {value}: use {least} to {most}.";
    }

    private static IEnumerable<string> Money(LlmOptions o)
    {
        if (o.TurnCost <= 0 || o.DayCost <= 0)
            yield return $"Llm:{(o.TurnCost <= 0 ? "TurnCost" : "DayCost")} is {(o.TurnCost <= 0 ? o.TurnCost : o.DayCost)}: use US dollars above 0, or leave it out.";
        if (!ModelPrices.TryParse(o.Prices, out var prices, out var fault))
            yield return $"Llm:Prices: {fault} Write name=in/out in US dollars for a million tokens, such as gpt-4o-mini=0.15/0.60, separated by semicolons.";
        else if (o.InEffect != LlmProvider.None && (o.TurnCost ?? o.DayCost) is not null && prices.Of(o.Model) is null)
            yield return $"Llm:{(o.TurnCost is null ? "DayCost" : "TurnCost")} is set but Llm:Prices has no price of {o.Model}: add {o.Model}=in/out.";
    }

    private static bool IsHttp(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0;
}
