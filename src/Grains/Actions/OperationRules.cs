using Aegis.Actions;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Keys;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions;

/// <summary>Which wish a proposal is: the same wish is the same action.</summary>
public static class OperationRules
{
    public const int MaxLength = 200;

    public static Refusal? Check(ActionProposal? proposal)
    {
        if (proposal is null)
            return new(RefusalKind.Invalid, "There is no proposal.");
        if (proposal.OperationId is not { Length: > 0 and <= MaxLength } operation || TextRules.FaultOfLine(operation) is not null)
            return new(RefusalKind.Invalid, $"'operationId' must be 1 to {MaxLength} characters on one line.", "operationId");
        if (proposal.Tool is not { Length: > 0 and <= 64 } tool || TextRules.FaultOfLine(tool) is not null)
            return new(RefusalKind.Invalid, "'tool' must be a tool's name.", "tool");
        return proposal.AgentId is { } agent && !GrainKey.IsId(agent)
            ? new(RefusalKind.Invalid, $"'agentId' is '{TextRules.Show(agent)}': it is no id.", "agentId")
            : null;
    }

    public static string ActionId(GrainKey customer, string operation) => DerivedId.Of("act", customer.ToString(), operation);

    public static string KeyId(string actionId) => DerivedId.Of("key", actionId);

    /// <summary>Whether a key is to take another's place.</summary>
    public static bool IsRotation(ActionProposal proposal) =>
        proposal.Tool == Tools.GenerateApiKeys && proposal.Arguments?.ContainsKey(ToolArguments.Rotate) == true;

    public static string OperationOf(GrainKey customer, CustomerState state, ActionProposal proposal)
    {
        if (ToolTraits.OnceFor(proposal.Tool) is { } once)
            return once;
        // A turn rotates a key once, whatever became of the successor since.
        if (IsRotation(proposal))
            return proposal.OperationId;
        // "The customer's test key" is the one that works: once it is revoked, an agent's wish for one is a new wish.
        return proposal is { Tool: Tools.GenerateApiKeys, AgentId: not null }
               && KeyRing.Find(state, KeyId(ActionId(customer, proposal.OperationId))) is { IsActive: false }
            ? $"{proposal.OperationId}#{state.Keys.Count}"
            : proposal.OperationId;
    }
}
