using Aegis.Activity;
using Microsoft.Extensions.Logging;

namespace Aegis.Api.Activity;

/// <summary>Gives a batch to the customers' grains, many at a time, and gathers what became durable.</summary>
internal sealed partial class ActivityRecorder(Caller caller, int concurrency, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<RejectedLine> _rejected = [];
    private int _accepted;
    private TimeSpan? _retryAfter;

    /// <summary>Set when some lines were not taken for want of capacity; they are among the rejected.</summary>
    public TimeSpan? RetryAfter => _retryAfter;

    /// <summary>Returns when every line is durable or rejected.</summary>
    public async Task<ActivityAnswer> RecordAsync(ActivityBatch batch, CancellationToken cancellationToken)
    {
        _rejected.AddRange(batch.Rejected);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batch.Customers, limits, async (customer, _) => await RecordAsync(customer));
        _rejected.Sort((a, b) => a.Line.CompareTo(b.Line));
        return new(_accepted, _rejected);
    }

    private async Task RecordAsync(CustomerEvents customer)
    {
        try
        {
            var receipt = await caller.Customer(customer.CustomerId).RecordAsync(caller.Actor, customer.ToEvents());
            if (receipt.Ok)
                Interlocked.Add(ref _accepted, receipt.Value.Accepted);
            else
                Reject(customer, Reason(customer, receipt.Refusal), receipt.Refusal.Kind == RefusalKind.TooMany ? Pause : null);
        }
        catch (Exception failed) when (Overload.RetryAfterOf(failed) is { } pause)
        {
            Reject(customer, "Storage is overloaded; the event was not taken. Send it again.", pause);
        }
        catch (Exception failed)
        {
            // What one customer's grain could not do says nothing of the others.
            if (failed is not (TimeoutException or InconsistentStateException) && !Outage.IsIn(failed))
                LogFailure(logger, customer.CustomerId, failed);
            Reject(customer, "The event was not confirmed. Send it again with the same id.", Pause);
        }
    }

    private static string Reason(CustomerEvents customer, Refusal refusal) => refusal.Kind == RefusalKind.NotFound
        ? $"'customerId' is \"{customer.CustomerId}\"; there is no such customer."
        : refusal.Message;

    private void Reject(CustomerEvents customer, string error, TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            foreach (var line in customer.Lines)
                _rejected.Add(new(line, error));
            if (retryAfter > (_retryAfter ?? TimeSpan.Zero))
                _retryAfter = retryAfter;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Activity of customer {CustomerId} could not be recorded")]
    private static partial void LogFailure(ILogger logger, string customerId, Exception failure);
}
