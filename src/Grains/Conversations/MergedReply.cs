using Aegis.Conversations;
using Aegis.Grains.Agents;

namespace Aegis.Grains.Conversations;

/// <summary>One reply from those of several agents to one message.</summary>
public static class MergedReply
{
    /// <summary>The leads one after the other, the sections joined, the steps and actions in order. The first agent signs.</summary>
    /// <param name="replies">At least one.</param>
    public static Reply Of(IReadOnlyList<Reply> replies)
    {
        if (replies.Count == 1)
            return replies[0];
        var parts = replies.Select(ReplyText.Parts).ToList();
        var sections = new ReplySections(
            [.. replies.SelectMany(r => r.Sections.Diagnostics).Distinct()],
            [.. replies.SelectMany(r => r.Sections.Actions).Distinct()],
            [.. replies.SelectMany(r => r.Sections.NextSteps).Distinct()]);
        return replies[0] with
        {
            Text = ReplyText.Render(string.Join("\n\n", parts.Select(p => p.Lead)), sections, parts.Select(p => p.Closing).Where(c => c.Length > 0).Distinct()),
            Sections = sections,
            Steps = [.. replies.SelectMany(r => r.Steps)],
            Again = replies.Max(r => r.Again),
            Actions = [.. replies.SelectMany(r => r.Actions).DistinctBy(a => a.Id)],
        };
    }
}
