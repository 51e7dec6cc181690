using System.Text.RegularExpressions;
using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Resolution;

/// <summary>Answers a question from the documents, with its source, or says that it does not know.</summary>
public sealed partial class DocsPlaybook(GridOptions options) : IPlaybook
{
    private const int LongestQuestion = 4_000;

    public bool Handles(string intent) => intent == Intents.AskDocs;

    Move IPlaybook.Next(Facts facts) => Next(facts);

    public Reply Write(Facts facts, ImmutableArray<TurnStep> steps) => DocsReply.Render(facts, steps, options.PublicUrl);

    public static Move Next(Facts facts)
    {
        if (facts.Halt is not null)
            return new Move.Answer();
        if (WantsCode(facts) && facts.Found(Tools.QueryCode) is null)
            return new Move.Look(Tools.QueryCode, Arguments(facts));
        if (facts.Found(Tools.QueryCode) is KnowledgeFinding { IsAnswer: true })
            return new Move.Answer();
        return facts.Found(Tools.QueryDocs) is null ? new Move.Look(Tools.QueryDocs, Arguments(facts)) : new Move.Answer();
    }

    private static bool WantsCode(Facts facts) => facts.Work.Route.Language is not null || Code().IsMatch(facts.Work.Message ?? "");

    private static ImmutableSortedDictionary<string, string> Arguments(Facts facts)
    {
        // "and for live keys?" asks what the message before it did.
        var message = facts.Work.Before is { } before ? $"{before}\n{facts.Work.Message}" : facts.Work.Message ?? "";
        var arguments = ActionArguments.None.Add(DocsLook.Query, TextRules.Shorten(message, LongestQuestion));
        return facts.Work.Route.Language is { } language ? arguments.Add(CodeLook.Language, language) : arguments;
    }

    [GeneratedRegex(@"\b(code|snippet|sample|example|beispiel|ejemplo|exemple|exemplo)s?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
