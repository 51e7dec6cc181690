using Aegis.LoadTest.Traffic;

namespace Aegis.LoadTest.Verification;

/// <summary>Something acknowledged that is not there, or there more often than it was asked for.</summary>
/// <param name="What">event, message, live key, test key, or an action's name.</param>
/// <param name="Lost">Acknowledged and missing.</param>
/// <param name="Repeated">There beyond what was asked for.</param>
public sealed record Finding(string CustomerId, string What, long Lost, long Repeated);

/// <summary>Compares what a customer was told with what the grid shows.</summary>
public static class AccountRules
{
    // The grid keeps the last 200 turns; those it may have forgotten are not asked for.
    private const int TurnsKept = 150;

    public static IEnumerable<Finding> Check(CustomerAccount account, Observation seen)
    {
        var setUps = new Tally { Acknowledged = Math.Min(1, account.SetUps.Acknowledged), Unknown = Math.Min(1, account.SetUps.Unknown) };
        var isParked = seen.Actions.Any(a => a.Status == "unknown");
        Finding[] all =
        [
            Compare(account, "event", account.Events, seen.Events),
            Compare(account, "live key", account.LiveKeys, seen.LiveKeys),
            Once(account, "test key", setUps, seen.TestKeys, isParked),
            .. Observation.OnceOnly.Select(tool => Once(account, tool, setUps, seen.Actions.Count(a => a.Tool == tool && a.Status == "done"), isParked)),
            new(account.Id, "message", account.Turns.TakeLast(TurnsKept).Count(turn => !seen.Turns.Contains(turn)), Math.Max(0, seen.Messages - account.Messages.Most)),
        ];
        return all.Where(finding => finding.Lost > 0 || finding.Repeated > 0);
    }

    private static Finding Compare(CustomerAccount account, string what, Tally told, long seen) =>
        new(account.Id, what, Math.Max(0, told.Acknowledged - seen), Math.Max(0, seen - told.Most));

    /// <summary>A set-up that waits for a person need not have got to the end.</summary>
    private static Finding Once(CustomerAccount account, string what, Tally setUps, int seen, bool isParked) =>
        new(account.Id, what, isParked || setUps.Acknowledged == 0 ? 0 : Math.Max(0, 1 - seen), Math.Max(0, seen - Math.Min(1, setUps.Most)));
}
