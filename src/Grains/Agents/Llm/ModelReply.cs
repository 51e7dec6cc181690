using System.Text.RegularExpressions;
using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Agents.Resolution;
using Aegis.Grains.Customers;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Llm;

/// <summary>The reply to a turn a model thought through: its findings and next steps as it wrote them, made harmless; the actions from their records alone.</summary>
internal static partial class ModelReply
{
    private const int MostLines = 12;
    private const int LongestLead = 6_000;
    private const int LongestLine = 600;

    public static Reply Of(string text, Facts facts, ImmutableArray<TurnStep> steps, string publicUrl)
    {
        var parts = Read(ModelText.Harmless(text, KeyIds(facts), Hosts(facts, publicUrl)));
        var sections = new ReplySections(
            parts.Diagnostics is [] ? [.. facts.Findings.Select(found => $"`{found.Tool}`: {DocumentText.Line(found.Details, LongestLine)}").Take(MostLines)] : parts.Diagnostics,
            [.. facts.Taken.Select(ReplyText.Line)],
            [.. parts.NextSteps, .. Waiting(facts)]);
        var lead = parts.Lead.Length > 0 ? parts.Lead : "This is what I found.";
        return new(facts.Work.TurnId, facts.Work.Route.Agent, ReplyText.Render(lead, sections, Closing(facts, publicUrl)), sections, steps, [.. facts.Taken.Select(ReplyLines.Name)]);
    }

    /// <summary>What stands before the first heading, and the lines beneath the two headings that are a model's to fill.</summary>
    private static (string Lead, ImmutableArray<string> Diagnostics, ImmutableArray<string> NextSteps) Read(string text)
    {
        var lead = new List<string>();
        var (diagnostics, nextSteps) = (new List<string>(), new List<string>());
        var section = Section.Lead;
        var inCode = false;
        foreach (var line in text.Split('\n'))
        {
            inCode ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal) || line.TrimStart().StartsWith("~~~", StringComparison.Ordinal);
            if (!inCode && TitleOf(line) is { } title)
            {
                section = title switch
                {
                    _ when Found().IsMatch(title) => Section.Diagnostics,
                    _ when Next().IsMatch(title) => Section.NextSteps,
                    _ when Done().IsMatch(title) => Section.Dropped,
                    _ => Section.Lead,
                };
                if (section == Section.Lead)
                    lead.Add($"**{title}**");
                continue;
            }

            // Code under any heading is part of the answer itself: a section's line holds none.
            var into = inCode || line.StartsWith("```", StringComparison.Ordinal) || section == Section.Lead ? lead : section == Section.Diagnostics ? diagnostics : section == Section.NextSteps ? nextSteps : null;
            into?.Add(into == lead ? (inCode ? line : Underline().Replace(line, "")) : Item().Replace(line, ""));
        }

        return (Shorten(string.Join('\n', lead).Trim()), Lines(diagnostics), Lines(nextSteps));
    }

    private static string? TitleOf(string line)
    {
        if (Heading().Match(line) is { Success: true } heading)
            return heading.Groups[1].Value.Trim().Trim('*', '#', ':', ' ');
        // Some models write a heading in bold.
        return Bold().Match(line) is { Success: true } bold && (Found().IsMatch(bold.Groups[1].Value) || Next().IsMatch(bold.Groups[1].Value) || Done().IsMatch(bold.Groups[1].Value)) ? bold.Groups[1].Value : null;
    }

    private static ImmutableArray<string> Lines(IEnumerable<string> lines) =>
        [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => TextRules.Shorten(line, LongestLine, "…")).Take(MostLines)];

    private static string Shorten(string lead)
    {
        if (lead.Length <= LongestLead)
            return lead;
        var cut = TextRules.Shorten(lead, LongestLead);
        return cut.Split("```").Length % 2 == 0 ? $"{cut}\n```\n…" : cut + "…";
    }

    /// <summary>What is not done yet, said as it is whatever the model says of it.</summary>
    private static IEnumerable<string> Waiting(Facts facts)
    {
        foreach (var action in facts.Taken.DistinctBy(a => a.Id))
            if (action.Status switch
            {
                ActionStatus.PendingApproval => "waits for a person's approval; you are told here what they decide.",
                ActionStatus.Unknown => "got no answer; it is looked into, and not repeated blindly.",
                ActionStatus.Failed when action.RetryAfter is not null && facts.Workflow is not null => "could not be done now; I try it again by myself.",
                _ => null,
            } is { } meaning)
                yield return $"`{action.Name}` {meaning}";
    }

    private static IEnumerable<string> Closing(Facts facts, string publicUrl) =>
        facts.Work.Route.Intent is Intents.StartOnboarding or Intents.Integrate or Intents.GetKey or Intents.RotateKey || facts.Taken.Any(a => a.Name == Tools.GenerateApiKeys && a.Status == ActionStatus.Done)
            ? OnboardingReply.KeyAndCode(facts, publicUrl)
            : [];

    private static HashSet<string> KeyIds(Facts facts) =>
        [.. facts.Keys.Select(key => key.Id), .. facts.Taken.Select(action => action.Output.GetValueOrDefault("key_id")).OfType<string>()];

    /// <summary>Where a reply may link to: this grid, and the tickets that were found or opened.</summary>
    private static HashSet<string> Hosts(Facts facts, string publicUrl) =>
    [
        publicUrl,
        .. facts.Taken.Concat(facts.History).Where(a => a.Name == Tools.CreateTicket).Select(a => a.Output.GetValueOrDefault("url")).Concat(facts.Findings.OfType<TicketFinding>().Select(f => f.Ticket?.Url)).OfType<string>().Where(url => url.Length > 0),
    ];

    private enum Section { Lead, Diagnostics, NextSteps, Dropped }

    [GeneratedRegex(@"^ {0,3}#{1,6}\s+(.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ {0,3}\*\*([^*]{3,40}?):?\*\*:?\s*$")]
    private static partial Regex Bold();

    [GeneratedRegex(@"^\s*(?:=+|-+)\s*$")]
    private static partial Regex Underline();

    [GeneratedRegex(@"^\s*(?:[-*+•]|\d{1,2}[.)])\s+")]
    private static partial Regex Item();

    [GeneratedRegex(@"diagnos|findings|befund|ergebnis|result|resultad", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Found();

    [GeneratedRegex(@"next\s+step|recommend|empfe|nächste|naechste|próximo|proximo|prochain|siguiente", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Next();

    [GeneratedRegex(@"action|aktion|accion|acción|ações|what i (?:did|have done)|done|erledigt", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Done();
}
