using Aegis.Directory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Dashboard.Grid;

/// <summary>Follows the grid's live events once for all open pages, while any page listens.</summary>
public sealed partial class LiveUpdates(SharedGrid shared, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<LiveUpdates> logger) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly ConsoleGrid _grid = shared.Grid;
    private readonly Lock _gate = new();
    private ImmutableList<Subscription> _subscriptions = [];
    private CancellationTokenSource? _following;

    /// <summary>Calls back after events of one customer (null: of any) on one topic (null: on any), until disposed. The callback must only take note: it holds up all others.</summary>
    public IDisposable Subscribe(string? customerId, string? topic, Action callback)
    {
        var subscription = new Subscription(this, customerId, topic, callback);
        lock (_gate)
        {
            _subscriptions = _subscriptions.Add(subscription);
            if (_following is null)
            {
                _following = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
                _ = FollowAsync(_following.Token);
            }
        }

        return subscription;
    }

    public void Dispose()
    {
        lock (_gate)
            StopFollowing();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        // Never on the thread of the page that subscribed first.
        await Task.Yield();
        long? last = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (last is null)
                {
                    last = Expect(await _grid.Directory.GetLastEventAsync(_grid.Actor));
                    // What happened since the first page loaded, and before this, is in no event to come.
                    foreach (var subscription in _subscriptions)
                        subscription.Callback();
                }

                var events = Expect(await _grid.Directory.ReadEventsAsync(_grid.Actor, last.Value, 1000, cancellationToken));
                if (events.IsDefaultOrEmpty)
                    continue;
                last = events[^1].Number;
                Publish(events);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                FollowingFailed(logger, e);
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    private static T Expect<T>(Result<T> result) =>
        result.Ok ? result.Value : throw new InvalidOperationException(result.Refusal.Message);

    private void Publish(ImmutableArray<LiveEvent> events)
    {
        foreach (var subscription in _subscriptions)
            if (events.Any(subscription.Wants))
                subscription.Callback();
    }

    private void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = _subscriptions.Remove(subscription);
            if (_subscriptions.IsEmpty)
                StopFollowing();
        }
    }

    private void StopFollowing()
    {
        _following?.Cancel();
        _following = null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The console could not follow live events; it tries again.")]
    private static partial void FollowingFailed(ILogger logger, Exception exception);

    private sealed class Subscription(LiveUpdates owner, string? customerId, string? topic, Action callback) : IDisposable
    {
        public Action Callback => callback;
        public bool Wants(LiveEvent news) => (customerId ?? news.CustomerId) == news.CustomerId && (topic ?? news.Topic) == news.Topic;
        public void Dispose() => owner.Remove(this);
    }
}
