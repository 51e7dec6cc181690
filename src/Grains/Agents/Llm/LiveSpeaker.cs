using System.Globalization;
using Aegis.Actors;
using Aegis.Agents;
using Aegis.Connectors.Llm;
using Aegis.Conversations;
using Aegis.Grains.Customers;

namespace Aegis.Grains.Agents.Llm;

/// <summary>Asks the model, within the day's budget, and shows on the turn's steps what it does and writes.</summary>
internal sealed class LiveSpeaker(ILanguageModel model, OfferedTools offered, ToolBox tools, LiveHands hands, IModelBudgetGrain budget, TurnRecorder recorder, Actor aegis, TimeProvider time) : ISpeaker
{
    public async Task<Completion> AskAsync(TurnTape tape, CancellationToken cancellationToken)
    {
        var prompt = tape.Prompt(offered.ForModel);
        var callId = $"{recorder.Work.TurnId}/{recorder.Work.Route.Intent}/{recorder.Work.Epoch}/{tape.Steps + 1}";
        var most = model.Estimate(prompt);
        if (!(await budget.ReserveAsync(aegis, callId, most.Tokens, most.Micros)).Ok)
            throw new GivenUpException("is over the day's budget");

        var at = time.GetUtcNow();
        var start = time.GetTimestamp();
        var draft = new Drafts(ShowAsync, time);
        try
        {
            var completion = await model.AskAsync(prompt, draft.WriteAsync, cancellationToken);
            await budget.SettleAsync(aegis, callId, completion.Usage.Tokens, completion.Usage.Micros);
            await ReportAsync(Describe(completion), at, time.GetElapsedTime(start));
            return completion;
        }
        catch (ModelException failure)
        {
            // What it took is not told; what was set aside for it counts.
            throw new GivenUpException(failure.Fault switch
            {
                ModelFault.Slow => "is too slow",
                ModelFault.Refused => $"refuses the request ({failure.Message.TrimEnd('.')})",
                ModelFault.Unreadable => "gave an answer that cannot be read",
                _ => $"cannot be reached ({failure.Message.TrimEnd('.')})",
            }, failure);
        }
    }

    public Task KeepAsync(TurnTape tape, CancellationToken cancellationToken) => recorder.KeepAsync(tape, hands.Facts, takenOver: null, ended: false);

    private string Describe(Completion completion) => string.Create(CultureInfo.InvariantCulture,
        $"{model.Name} {(completion.Calls.IsEmpty ? "answered" : $"asks for {string.Join(", ", completion.Calls.Take(8).Select(call => TextRules.Show(call.Name)))}")}; {completion.Usage.Input} + {completion.Usage.Output} tokens{(completion.Usage.Micros == 0 ? "" : $", {completion.Usage.Micros / 1e6:0.######} US dollars")}.");

    private ValueTask ShowAsync(string text) => new(ReportAsync($"Writes: {text}", time.GetUtcNow(), TimeSpan.Zero));

    private async Task ReportAsync(string details, DateTimeOffset at, TimeSpan took)
    {
        var facts = await tools.ReportAsync(hands.Facts, new(StepType.Agent, recorder.Work.Route.Agent, details, at, Math.Round(took.TotalMilliseconds, 3)));
        if (facts.Halt is { Kind: HaltKind.Stopped })
        {
            hands.Facts = facts;
            throw new StoppedException();
        }
    }
}

/// <summary>Shows a text while it is written: whole lines, made harmless, and not too often.</summary>
internal sealed class Drafts(Func<string, ValueTask> show, TimeProvider time)
{
    private const int Most = 12;
    private const int Longest = 600;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly System.Text.StringBuilder _text = new();
    private long _shownAt = time.GetTimestamp();
    private int _shown;

    public async ValueTask WriteAsync(string piece)
    {
        if (_shown == Most)
            return;
        _text.Append(piece);
        var text = _text.ToString();
        var end = text.LastIndexOf('\n');
        if (end < 0 || time.GetElapsedTime(_shownAt) < Pause)
            return;
        _text.Remove(0, end + 1);
        var whole = ReplyText.Plain(ModelText.Harmless(text[..end]).Trim());
        if (whole.Length == 0)
            return;
        _shown++;
        _shownAt = time.GetTimestamp();
        await show(TextRules.Shorten(whole, Longest, "…"));
    }
}
