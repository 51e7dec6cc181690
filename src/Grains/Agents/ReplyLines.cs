using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Hosting;
using Aegis.Grains.Knowledge;

namespace Aegis.Grains.Agents;

/// <summary>Lines that every agent's reply has.</summary>
public static class ReplyLines
{
    /// <summary>An action as its record tells it.</summary>
    public static string Of(ActionRecord action) =>
        $"`{action.Name}`: {SnakeCase.Of(action.Status)}{(action.Evidence.Length == 0 ? "" : $" ({DocumentText.Line(action.Evidence)})")}";

    public static ReplyAction Name(ActionRecord action) => new(action.Id, action.Name, action.Status);

    /// <summary>How a reply begins when the turn could not be done, or null.</summary>
    public static string? OfHalt(Halt? halt) => halt switch
    {
        null => null,
        { Kind: HaltKind.Stopped } => "A person has taken over, so I stopped before the next step.",
        _ => $"I could not do this: {halt.Reason}",
    };
}
