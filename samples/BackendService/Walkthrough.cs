using System.Globalization;
using Aegis.Activity;
using Aegis.Actors;
using Aegis.Client;
using Aegis.Conversations;

namespace Aegis.BackendService;

/// <summary>What a service does with a customer: registers it, reports its calls, asks in its name, and reads what was done.</summary>
internal sealed class Walkthrough(IAegisClient aegis, TimeProvider time)
{
    private const string Question = "I am a new customer, help me get started with Chargebee";

    /// <summary>Null, or why a call was refused. Safe to repeat: nothing is created or counted twice.</summary>
    public async Task<Refusal?> RunAsync(string id, CancellationToken cancellationToken)
    {
        var self = await aegis.ActorAsync(cancellationToken);
        var created = await aegis.Customer(id).CreateAsync(self, new(id, $"dev@{id}.example", ["python"]));
        if (!created.Ok)
            return created.Refusal;
        Print($"registered {created.Value.Id} as {self}");

        var recorded = await aegis.Customer(id).RecordAsync(self, Calls());
        if (!recorded.Ok)
            return recorded.Refusal;
        Print($"recorded {recorded.Value.Accepted} calls, {recorded.Value.Repeated} of them known already");

        return await AskAsync(id, cancellationToken) ?? await PrintLedgerAsync(id, cancellationToken);
    }

    // The customer itself asks, and this service vouches for it.
    private async Task<Refusal?> AskAsync(string id, CancellationToken cancellationToken)
    {
        var customer = await aegis.StandInAsync(id, cancellationToken);
        if (!customer.Ok)
            return customer.Refusal;
        var conversation = aegis.Conversation(id);
        var turn = await conversation.SendAsync(customer.Value, Question, $"walkthrough-{id}");
        if (!turn.Ok)
            return turn.Refusal;

        var seen = 0;
        while (true)
        {
            var progress = await conversation.WatchAsync(await aegis.ActorAsync(cancellationToken), turn.Value, seen, cancellationToken);
            if (!progress.Ok)
                return progress.Refusal;
            foreach (var step in progress.Value.Steps)
                Print($"step {step.Type}: {step.Name}, {step.Details}");
            seen += progress.Value.Steps.Length;
            if (progress.Value.Status is TurnStatus.Answered or TurnStatus.Failed)
            {
                Print($"{progress.Value.Status}: {progress.Value.Reply?.Text}");
                return null;
            }
        }
    }

    private async Task<Refusal?> PrintLedgerAsync(string id, CancellationToken cancellationToken)
    {
        var page = await aegis.Directory.ReadLedgerAsync(await aegis.ActorAsync(cancellationToken), id, after: 0, limit: 500);
        if (!page.Ok)
            return page.Refusal;
        foreach (var entry in page.Value.Items)
            Print($"ledger {entry.Seq}: {entry.Kind} by {entry.Actor}");
        return null;
    }

    // With ids, so that a report sent again counts once.
    private ImmutableArray<ActivityEvent> Calls()
    {
        var now = time.GetUtcNow();
        return [.. Enumerable.Range(1, 3).Select(n => new ActivityEvent($"walkthrough-{n}", "/v2/customers", n == 3 ? 401 : 200, now, LatencyMs: 12))];
    }

    private static void Print(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
