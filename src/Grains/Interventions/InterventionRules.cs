using Aegis.Grains.Actions;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Interventions;

namespace Aegis.Grains.Interventions;

/// <summary>What agents and people make of an intervention. Works on the state in memory; the grain commits what the journal then holds.</summary>
public static class InterventionRules
{
    public const int MaxNote = 1_000;

    public static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(30);

    /// <summary>Takes in what an agent made of a finding. The problem may be gone by then: what was done is kept all the same.</summary>
    public static Result<Intervention> Record(
        GrainKey customer, CustomerState state, string id, int finding, InterventionOutcome outcome, string actor, DateTimeOffset now)
    {
        if (Find(state, id) is not { } episode)
            return NoIntervention(id);
        if (finding != episode.Finding || episode.Handled >= finding)
            return InterventionView.Of(customer, state, episode);
        var handled = episode with
        {
            Handled = finding,
            RetryAt = null,
            Status = episode.Status == InterventionStatus.Acting ? InterventionStatus.Open : episode.Status,
            Ticket = outcome.Ticket ?? episode.Ticket,
            Outcome = outcome,
        };
        EpisodeLog.Write(customer, state, handled, "intervention_acted", "acted", actor, now, ("ticket", handled.Ticket?.Key));
        if (!handled.IsOpen)
            EpisodeLog.Put(state, handled with { Outcome = null });
        return InterventionView.Of(customer, state, handled);
    }

    public static Result<Intervention> Delay(
        GrainKey customer, CustomerState state, string id, int finding, string reason, string actor, GridOptions options, DateTimeOffset now)
    {
        if (Find(state, id) is not { } episode)
            return NoIntervention(id);
        if (episode.Status != InterventionStatus.Acting || finding != episode.Finding)
            return InterventionView.Of(customer, state, episode);
        var delayed = episode with { RetryAt = now + WorkflowRules.Pause(episode.Attempts, options) };
        EpisodeLog.Write(customer, state, delayed, "intervention_delayed", "delayed", actor, now, ("reason", reason));
        return InterventionView.Of(customer, state, delayed);
    }

    public static Result<Intervention> Leave(GrainKey customer, CustomerState state, string id, string reason, string actor, DateTimeOffset now)
    {
        if (Find(state, id) is not { } episode)
            return NoIntervention(id);
        return episode.Status == InterventionStatus.Acting
            ? Leave(customer, state, episode, reason, actor, now)
            : InterventionView.Of(customer, state, episode);
    }

    public static Result<Intervention> Resolve(GrainKey customer, CustomerState state, string id, string? note, string actor, DateTimeOffset now)
    {
        if (CheckNote(note) is { } fault)
            return fault;
        if (Find(state, id) is not { } episode)
            return NoIntervention(id);
        if (episode.Status == InterventionStatus.Resolved)
            return InterventionView.Of(customer, state, episode);
        var resolved = episode with { Status = InterventionStatus.Resolved, ResolvedAt = now, RetryAt = null, SnoozedUntil = null, ByPerson = true };
        EpisodeLog.Write(customer, state, resolved, "intervention_resolved", "resolved", actor, now, ("note", note));
        return InterventionView.Of(customer, state, resolved);
    }

    public static Result<Intervention> Snooze(GrainKey customer, CustomerState state, string id, DateTimeOffset until, string actor, DateTimeOffset now)
    {
        if (until <= now || until > now + LongestSnooze)
            return new Refusal(RefusalKind.Invalid, $"'until' is {until:O}: use a time in the next {LongestSnooze.Days} days.", "until");
        if (Find(state, id) is not { } episode)
            return NoIntervention(id);
        if (episode.Status == InterventionStatus.Resolved)
            return new Refusal(RefusalKind.Conflict, $"The intervention '{id}' is resolved: there is nothing to put off.", "id");
        var snoozed = episode with { Status = InterventionStatus.Snoozed, SnoozedUntil = until.ToUniversalTime(), RetryAt = null, ByPerson = true };
        EpisodeLog.Write(customer, state, snoozed, "intervention_snoozed", "snoozed", actor, now, ("until", snoozed.SnoozedUntil));
        return InterventionView.Of(customer, state, snoozed);
    }

    /// <summary>Sends an agent again where one was cut short, or leaves it to a person after too many attempts; opens what was put off until now.</summary>
    public static void Resume(GrainKey customer, CustomerState state, LeaseClock clock, GridOptions options)
    {
        var now = clock.Now;
        foreach (var episode in state.Episodes?.ToArray() ?? [])
        {
            if (episode.Status == InterventionStatus.Snoozed && episode.SnoozedUntil <= now)
                EpisodeLog.Write(customer, state, episode with { Status = InterventionStatus.Open, SnoozedUntil = null }, "intervention_reopened", "reopened", Progress.Aegis, now);
            if (episode.Status != InterventionStatus.Acting || episode.RetryAt is not { } retryAt || !clock.IsVoid(episode.Holder, retryAt))
                continue;
            if (episode.Attempts >= options.MaxAttempts)
                Leave(customer, state, episode, $"No agent could finish it in {episode.Attempts} attempts.", Progress.Aegis, now);
            else
                EpisodeLog.Send(customer, state, episode, "intervention_resumed", "resumed", now, clock, options);
        }
    }

    public static StoredEpisode? Find(CustomerState state, string id) => state.Episodes?.Find(e => e.Id == id);

    public static Refusal NoIntervention(string id) =>
        new(RefusalKind.NotFound, $"There is no intervention '{TextRules.Show(id)}'.", "id");

    private static Result<Intervention> Leave(GrainKey customer, CustomerState state, StoredEpisode episode, string reason, string actor, DateTimeOffset now)
    {
        var left = episode with { Status = InterventionStatus.Open, ForPerson = true, RetryAt = null };
        EpisodeLog.Write(customer, state, left, "intervention_left", "left", actor, now, ("reason", reason));
        return InterventionView.Of(customer, state, left);
    }

    private static Refusal? CheckNote(string? note) => note switch
    {
        null => null,
        { Length: > MaxNote } => new(RefusalKind.Invalid, $"'note' has {note.Length} characters: at most {MaxNote} are allowed.", "note"),
        _ when TextRules.FaultOfText(note) is { } fault => new(RefusalKind.Invalid, $"'note' {fault}.", "note"),
        _ => null,
    };
}
