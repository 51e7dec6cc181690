namespace Aegis.Grains.Routing;

/// <summary>What speaks for each intent in a text.</summary>
internal sealed class Evidence
{
    // On a tie the earlier wins: what a person must decide first, then what mends, answers, sells, and only then what sets up.
    private static readonly string[] Order =
    [
        Intents.HandOver, Intents.Ticket, Intents.Diagnose, Intents.RotateKey, Intents.Cancel, Intents.Discount, Intents.Upgrade, Intents.StartOnboarding,
        Intents.Status, Intents.Integrate, Intents.AskDocs, Intents.GetKey, Intents.Feedback, Intents.OutOfScope,
    ];

    private static readonly Cue[] Cues =
    [
        .. HandOverCues.All, .. DiagnosisCues.All, .. KnowledgeCues.All, .. GrowthCues.All, .. OnboardingCues.All, .. QuestionCues.All, .. FeedbackCues.All,
        .. ChitChatCues.All,
    ];

    private static readonly CueIndex Index = new(Cues);

    private static readonly Vocabulary Known = new(Cues, CommonWords.All);

    /// <summary>A cue's weight beyond this adds nothing over the model's word.</summary>
    private const int MostWeight = 12;

    /// <summary>What a doubling of the model's odds weighs beside the cues, over the logarithm of two.</summary>
    private const float ModelWeight = 2;

    private readonly Dictionary<string, int> _scores = Order.ToDictionary(intent => intent, _ => 0);
    private readonly List<(Cue Cue, string Phrase)> _found = [];

    private Evidence() { }

    /// <summary>The intent that weighs most by the cues alone.</summary>
    public string Best => Order.MaxBy(intent => _scores[intent])!;

    public int this[string intent] => _scores.GetValueOrDefault(intent);

    /// <summary>The words of the text, slips mended.</summary>
    public string[] Words { get; private init; } = [];

    public static Evidence In(string text)
    {
        var evidence = new Evidence { Words = Known.Mend(Routing.Words.Of(text)) };
        foreach (var (cue, phrase) in Index.In(evidence.Words))
            evidence.Add(cue, phrase.Gist);
        foreach (var sign in Signs.In(text))
            evidence.Add(sign, sign.Phrases[0].Gist);
        if (Routing.Words.TailOf(text) is { Length: > 0 } tail)
            evidence.AddForAPerson(tail);
        return evidence;
    }

    /// <summary>Takes from the end of a long text what is for a person, where that end says so more clearly than its beginning.</summary>
    private void AddForAPerson(string[] tail)
    {
        var found = Index.In(Known.Mend(tail)).Where(f => f.Cue.Intent == Intents.HandOver).ToArray();
        if (found.Sum(f => f.Cue.Weight) <= _scores[Intents.HandOver])
            return;
        _found.RemoveAll(f => f.Cue.Intent == Intents.HandOver);
        _scores[Intents.HandOver] = 0;
        foreach (var (cue, phrase) in found)
            Add(cue, phrase.Gist);
    }

    /// <summary>Why a message that is for a person is: the weightiest cue says it.</summary>
    public string? Reason =>
        _found.Where(f => f.Cue is { Intent: Intents.HandOver, Reason: not null }).OrderByDescending(f => f.Cue.Weight).Select(f => f.Cue.Reason).FirstOrDefault();

    public string Why(string intent) =>
        $"Its cues weigh {_scores[intent]}: {string.Join(", ", _found.Where(f => f.Cue.Intent == intent).Select(f => f.Phrase))}";

    /// <summary>Where no cue speaks for it, an intent must be this probable by the model's word alone.</summary>
    private static readonly float Probable = MathF.Log(0.4f);

    /// <summary>What the model finds impossible, cues may still make likely.</summary>
    private static readonly float LeastOdds = MathF.Log(1e-4f);

    /// <summary>The intents by their weight, cues and model taken together, the weightiest first. Asking back weighs what the cues must surpass.</summary>
    public List<(string Intent, float Weight)> Weighed(string text, int askingBack)
    {
        var model = IntentModel.Stored;
        var weighed = new List<(string Intent, float Weight)>();
        foreach (var (intent, odds) in model.Intents.Zip(model.LogProbabilities(text)))
        {
            var cues = intent == Intents.Unsure ? askingBack : Math.Clamp(_scores[intent], -MostWeight, MostWeight);
            if (cues > 0 || odds >= Probable)
                weighed.Add((intent, cues + (ModelWeight * MathF.Max(odds, LeastOdds))));
        }

        return [.. weighed.OrderByDescending(w => w.Weight)];
    }

    private void Add(Cue cue, string phrase)
    {
        _scores[cue.Intent] += cue.Weight;
        _found.Add((cue, phrase));
    }
}
