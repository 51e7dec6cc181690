using Aegis.Actions;
using Aegis.Connectors.Mcp;
using Aegis.Grains.Actions;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Customers;
using Aegis.Grains.Keys;
using Aegis.Grains.Knowledge;

namespace Aegis.Grains.Agents.Mcp;

/// <summary>Tools of MCP servers that act. No server is known to recognise a call again: one without an answer is parked, never repeated.</summary>
public sealed class McpActionHandler(McpToolSource source) : IActionHandler
{
    private const int LongestEvidence = 300;
    private const int LongestResult = 2_000;

    public string Tool => ToolNames.AnyOfServers;

    public async Task<ActionOutcome> PerformAsync(ActionTicket ticket, CancellationToken cancellationToken)
    {
        var answer = await source.CallAsync(ticket.Tool, ticket.Arguments, ToolKind.Acts, cancellationToken);
        var text = DocumentText.Inert(SecretMask.Apply(answer.Text));
        var evidence = $"{ticket.Tool}: {DocumentText.Line(text, LongestEvidence)}";
        return answer.IsError
            ? Actions.Outcomes.Failed(evidence)
            : Actions.Outcomes.Done(evidence, ActionArguments.None.Add("result", TextRules.Shorten(text, LongestResult, "…")));
    }

    public Task<ActionOutcome?> FindAsync(ActionTicket ticket, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A call of an MCP server's tool cannot be looked up.");
}
