using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Aegis.Keys;

namespace Aegis.Dashboard.Components.Conversations;

/// <summary>Shows Markdown. Elements are built one by one from an allow-list, so that nothing else can reach the page; code can be copied and keys revealed.</summary>
public sealed class MarkdownView : ComponentBase
{
    private string? _parsed;
    private INodeList? _nodes;

    [Parameter, EditorRequired] public string Text { get; set; } = "";

    protected override void OnParametersSet()
    {
        if (_parsed == Text)
            return;
        _parsed = Text;
        _nodes = MarkdownRules.Parse(Text);
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", _nodes is null ? "markdown plain" : "markdown");
        builder.OpenRegion(2);
        if (_nodes is null)
            AddText(builder, Text);
        else
            AddAll(builder, _nodes);
        builder.CloseRegion();
        builder.CloseElement();
    }

    private static void AddAll(RenderTreeBuilder builder, INodeList nodes)
    {
        // A region each, as the Razor compiler makes of a loop: the sequence numbers start afresh inside.
        for (var i = 0; i < nodes.Length; i++)
        {
            builder.OpenRegion(3);
            Add(builder, nodes[i]);
            builder.CloseRegion();
        }
    }

    private static void Add(RenderTreeBuilder builder, INode node)
    {
        switch (node)
        {
            case IText text:
                AddText(builder, text.Data);
                break;
            case IElement { LocalName: "pre" } pre:
                builder.OpenComponent<CodeBlock>(0);
                builder.AddComponentParameter(1, nameof(CodeBlock.Language), MarkdownRules.Language(pre));
                builder.AddComponentParameter(2, nameof(CodeBlock.ChildContent), (RenderFragment)(inner => AddText(inner, pre.TextContent.TrimEnd('\n'))));
                builder.CloseComponent();
                break;
            case IElement { LocalName: "a" } link when MarkdownRules.SafeLink(link.GetAttribute("href")) is null:
                AddAll(builder, link.ChildNodes);
                break;
            case IElement element when MarkdownRules.Allowed(element) is { } name:
                builder.OpenElement(0, name);
                if (name == "a")
                    AddLink(builder, element);
                AddAll(builder, element.ChildNodes);
                builder.CloseElement();
                break;
            case IElement element when !MarkdownRules.IsDropped(element):
                AddAll(builder, element.ChildNodes);
                break;
        }
    }

    private static void AddText(RenderTreeBuilder builder, string text)
    {
        foreach (var (part, keyId) in KeyPlaceholder.Split(text))
        {
            builder.OpenRegion(0);
            if (keyId is null)
            {
                builder.AddContent(0, part);
            }
            else
            {
                builder.OpenComponent<KeyReveal>(1);
                builder.AddComponentParameter(2, nameof(KeyReveal.KeyId), keyId);
                builder.CloseComponent();
            }

            builder.CloseRegion();
        }
    }

    private static void AddLink(RenderTreeBuilder builder, IElement element)
    {
        builder.AddAttribute(1, "href", MarkdownRules.SafeLink(element.GetAttribute("href")));
        builder.AddAttribute(2, "target", "_blank");
        builder.AddAttribute(3, "rel", "noopener noreferrer nofollow");
    }
}
