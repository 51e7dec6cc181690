using System.Collections.Concurrent;
using System.Text.Json;
using Aegis.LoadTest.Traffic;

namespace Aegis.LoadTest.Verification;

/// <summary>Asks the grid for every customer of the run and compares.</summary>
/// <param name="patience">How long a set-up under way may take to come to its end.</param>
public sealed class Verifier(GridClient grid, TimeProvider time, TimeSpan patience)
{
    private const int Concurrency = 32;
    private const int FindingsKept = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task<Verdict> VerifyAsync(IReadOnlyList<CustomerAccount> accounts, CancellationToken giveUp)
    {
        var customers = accounts.Where(a => a.SignedUp).ToList();
        var findings = new ConcurrentBag<Finding>();
        var (parked, unreadable, begun) = (0, 0, time.GetTimestamp());
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = giveUp };
        await Parallel.ForEachAsync(customers, limits, async (account, _) =>
        {
            if (await SettledAsync(account, begun, giveUp) is not { } seen)
            {
                Interlocked.Increment(ref unreadable);
                findings.Add(new(account.Id, "customer", 1, 0));
                return;
            }

            if (seen.Actions.Any(a => a.Status == "unknown"))
                Interlocked.Increment(ref parked);
            foreach (var finding in AccountRules.Check(account, seen))
                findings.Add(finding);
        });
        return new(
            customers.Count, customers.Sum(a => (long)a.Events.Acknowledged), customers.Sum(a => (long)a.Events.Unknown),
            customers.Sum(a => (long)a.Messages.Acknowledged), customers.Count(a => a.SetUps.Acknowledged > 0), parked, unreadable,
            findings.Sum(f => f.Lost), findings.Sum(f => f.Repeated),
            [.. findings.OrderBy(f => f.CustomerId, StringComparer.Ordinal).ThenBy(f => f.What, StringComparer.Ordinal).Take(FindingsKept)]);
    }

    private async Task<Observation?> SettledAsync(CustomerAccount account, long begun, CancellationToken giveUp)
    {
        while (true)
        {
            var seen = await ObserveAsync(account.Id, giveUp);
            if (seen is null || account.SetUps.Acknowledged == 0 || seen.IsSettled || time.GetElapsedTime(begun) > patience)
                return seen;
            await Task.Delay(Pause, time, giveUp);
        }
    }

    private async Task<Observation?> ObserveAsync(string id, CancellationToken giveUp) =>
        await ReadAsync(() => CustomerRequests.Customer(id), giveUp) is { } customer
        && await ReadAsync(() => CustomerRequests.Actions(id), giveUp) is { } actions
        && await ReadAsync(() => CustomerRequests.Keys(id), giveUp) is { } keys
        && await ReadAsync(() => CustomerRequests.Conversation(id), giveUp) is { } conversation
            ? Observation.Of(customer, actions, keys, conversation)
            : null;

    private async Task<JsonElement?> ReadAsync(Func<HttpRequestMessage> request, CancellationToken giveUp) =>
        await grid.SendAsync("verify", request, giveUp) is { Ok: true } answer ? answer.Json() : null;
}
