using Aegis.Connectors.Llm;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Agents.Llm;

/// <summary>The tools an agent's model may call, under names that every provider takes.</summary>
internal sealed class OfferedTools
{
    private const int LongestName = 64;

    private readonly ImmutableSortedDictionary<string, ToolSpec> _byName;

    public OfferedTools(ImmutableArray<ToolSpec> tools)
    {
        _byName = tools.Select(tool => (Name: NameOf(tool.Name), Tool: tool)).DistinctBy(t => t.Name)
            .ToImmutableSortedDictionary(t => t.Name, t => t.Tool, StringComparer.Ordinal);
        ForModel = [.. _byName.Select(t => new ModelTool(t.Key, Describe(t.Value), ToolSchema.Of(t.Value)))];
    }

    public ImmutableArray<ModelTool> ForModel { get; }

    public ImmutableArray<string> Names => [.. _byName.Keys];

    public ToolSpec? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A tool's name in letters, digits, '_' and '-'; a long one is cut and told apart by its hash.</summary>
    internal static string NameOf(string tool)
    {
        var name = string.Concat(tool.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));
        return name.Length <= LongestName ? name : $"{name[..(LongestName - 9)]}_{DerivedId.Of("t", tool)[^8..]}";
    }

    // What a server says of its tool is its own word, and was pinned when a person accepted it.
    private static string Describe(ToolSpec tool) => tool.Origin is { } origin ? $"({origin}) {MarkedData.Plain(tool.Description).ReplaceLineEndings(" ")}" : tool.Description;
}
