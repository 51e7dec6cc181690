namespace Aegis.Connectors.Llm;

/// <summary>Who speaks for the model.</summary>
public enum LlmProvider
{
    /// <summary>Whichever has a key or an address; OpenAI before Anthropic.</summary>
    Auto,
    /// <summary>Any endpoint that speaks OpenAI's chat completions.</summary>
    OpenAI,
    Anthropic,
    /// <summary>No model: agents play their playbooks.</summary>
    None,
}

/// <summary>Which language model agents think with, and what they may spend; configuration section "Llm". Without a provider there is none.</summary>
public sealed class LlmOptions
{
    public const string Section = "Llm";

    public LlmProvider Provider { get; set; }

    /// <summary>Of api.openai.com, or of any endpoint that speaks its protocol; an endpoint on one's own machine may need none.</summary>
    public string? OpenAIKey { get; set; }

    /// <summary>Base address of the endpoint, with its version: https://api.openai.com/v1.</summary>
    public string? OpenAIUrl { get; set; }

    public string OpenAIModel { get; set; } = "gpt-4o-mini";

    public string? AnthropicKey { get; set; }

    /// <summary>Base address, without version; null for Anthropic's own.</summary>
    public string? AnthropicUrl { get; set; }

    public string AnthropicModel { get; set; } = "claude-sonnet-4-5";

    /// <summary>Whether answers are taken as they are written; off for endpoints that stream no tool calls.</summary>
    public bool Streams { get; set; } = true;

    /// <summary>One call from request to the last token.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a call of which nothing has come is repeated, 0 to 5.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>Wait before the first repetition; doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A longer Retry-After is not waited for.</summary>
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Calls in <see cref="BreakerWindow"/> of which half fail, before the model is left alone.</summary>
    public int BreakerCalls { get; set; } = 6;

    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the model is left alone then.</summary>
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Tokens of one answer.</summary>
    public int MaxOutput { get; set; } = 2_000;

    /// <summary>Calls of the model in one turn.</summary>
    public int MaxSteps { get; set; } = 12;

    /// <summary>Tool calls in one turn.</summary>
    public int MaxCalls { get; set; } = 30;

    /// <summary>Calls of unknown tools or with wrong arguments in one turn, before it counts as nonsense.</summary>
    public int MaxFaults { get; set; } = 5;

    /// <summary>How long a turn may be thought about.</summary>
    public TimeSpan TurnTime { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Tokens of one turn, in and out.</summary>
    public long TurnTokens { get; set; } = 150_000;

    /// <summary>US dollars of one turn; null for no limit.</summary>
    public decimal? TurnCost { get; set; }

    /// <summary>Tokens of a workspace in one day (UTC); null for no limit.</summary>
    public long? DayTokens { get; set; }

    /// <summary>US dollars of a workspace in one day (UTC); null for no limit.</summary>
    public decimal? DayCost { get; set; }

    /// <summary>US dollars for a million tokens in and out, by the beginning of a model's name: "gpt-4o-mini=0.15/0.60; claude-sonnet=3/15".</summary>
    public string Prices { get; set; } = "";

    /// <summary>Whether the model is asked what a message wants where the rules are unsure.</summary>
    public bool RefinesRouting { get; set; } = true;

    /// <summary>Whether the model writes the summary of older turns; otherwise it is drawn from them by rule.</summary>
    public bool Summarises { get; set; }

    /// <summary>The provider in effect.</summary>
    public LlmProvider InEffect => Provider != LlmProvider.Auto ? Provider
        : !string.IsNullOrWhiteSpace(OpenAIKey) || !string.IsNullOrWhiteSpace(OpenAIUrl) ? LlmProvider.OpenAI
        : !string.IsNullOrWhiteSpace(AnthropicKey) ? LlmProvider.Anthropic
        : LlmProvider.None;

    /// <summary>The model in effect.</summary>
    public string Model => InEffect == LlmProvider.Anthropic ? AnthropicModel : OpenAIModel;
}
