using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace Aegis.Connectors.Mcp;

/// <summary>Reads what servers send, within bounds and without the secrets they were given.</summary>
internal sealed class McpAnswers(McpServerSettings settings)
{
    /// <summary>A shorter value is a word of ordinary text.</summary>
    private const int ShortestSecret = 8;

    private readonly ImmutableArray<string> _secrets =
    [
        .. settings.Environment.Values.Concat(settings.Headers.Values.SelectMany(value => value.Split(' ')))
            .Where(value => value.Length >= ShortestSecret && !Uri.IsWellFormedUriString(value, UriKind.Absolute))
            .OrderByDescending(value => value.Length),
    ];

    public McpAnswer Read(CallToolResult result)
    {
        var text = string.Join('\n', (result.Content ?? []).Select(Text));
        var structured = result.StructuredContent is { } given ? given.GetRawText() : null;
        var isCut = text.Length > settings.LongestAnswer || structured?.Length > settings.LongestAnswer;
        return new McpAnswer(
            Cut(Mask(text)),
            // JSON that is cut is none.
            structured is null || structured.Length > settings.LongestAnswer ? null : JsonNode.Parse(Mask(structured)),
            result.IsError == true, isCut);
    }

    public static McpTool Read(Tool tool) => new(tool.Name,
        string.Join('\n', new[] { tool.Title, tool.Description }.Where(part => !string.IsNullOrWhiteSpace(part))),
        McpTool.Canonical(JsonNode.Parse(tool.InputSchema.GetRawText())),
        McpTool.Canonical(new JsonObject
        {
            ["annotations"] = JsonSerializer.SerializeToNode(tool.Annotations, ModelContextProtocol.McpJsonUtilities.DefaultOptions),
            ["description"] = tool.Description,
            ["output"] = tool.OutputSchema is { } output ? JsonNode.Parse(output.GetRawText()) : null,
            ["title"] = tool.Title,
        }));

    public string Mask(string text)
    {
        foreach (var secret in _secrets)
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        return text;
    }

    private string Cut(string text) => text.Length <= settings.LongestAnswer ? text
        : text[..(char.IsHighSurrogate(text[settings.LongestAnswer - 1]) ? settings.LongestAnswer - 1 : settings.LongestAnswer)] + "…";

    private static string Text(ContentBlock block) => block switch
    {
        TextContentBlock text => text.Text,
        EmbeddedResourceBlock { Resource: TextResourceContents text } => text.Text,
        ResourceLinkBlock link => $"[{link.Name}: {link.Uri}]",
        _ => $"[{block.Type}]",
    };
}
