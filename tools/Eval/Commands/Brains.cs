using Aegis.Connectors.Llm;
using Aegis.Eval.Running;
using Aegis.Silo.Settings;
using Microsoft.Extensions.Configuration;

namespace Aegis.Eval.Commands;

/// <summary>The brains there are to evaluate.</summary>
public static class Brains
{
    public const string Playbook = "playbook";
    public const string Model = "model";

    /// <summary>The settings that say which model and what it may spend, as `aegis run` takes them; nothing else of what is configured reaches a scenario.</summary>
    private static readonly string[] Prefixes = ["OPENAI_", "ANTHROPIC_", $"Aegis:{LlmOptions.Section}:"];

    /// <exception cref="OptionException">There is no such brain, or no model is configured.</exception>
    public static Brain Named(string name) => name switch
    {
        Playbook => Brain.Playbook,
        Model => OfModel(new ConfigurationManager().AddAegisSettings(new Dictionary<string, string?>())),
        _ => throw new OptionException($"--brain is '{name}'; write {Playbook} or {Model}."),
    };

    /// <exception cref="OptionException">No model is configured.</exception>
    public static Brain OfModel(IConfiguration configuration)
    {
        var settings = configuration.AsEnumerable()
            .Where(s => s.Value is { Length: > 0 } && Array.Exists(Prefixes, prefix => s.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToImmutableDictionary(s => s.Key, s => s.Value, StringComparer.OrdinalIgnoreCase);
        string? Of(params string[] keys) => keys.Select(key => settings.GetValueOrDefault(key)).FirstOrDefault(value => value is not null);
        var isOpenAI = Of("OPENAI_API_KEY", "OPENAI_BASE_URL") is not null;
        if (!isOpenAI && Of("ANTHROPIC_API_KEY") is null)
            throw new OptionException("--brain is 'model', and none is configured: set OPENAI_API_KEY or OPENAI_BASE_URL, or ANTHROPIC_API_KEY.");
        return new(Of(isOpenAI ? "OPENAI_MODEL" : "ANTHROPIC_MODEL") ?? Model, settings, _ => { });
    }
}
