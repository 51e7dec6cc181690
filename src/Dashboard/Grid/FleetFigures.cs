using Aegis.Directory;

namespace Aegis.Dashboard.Grid;

/// <summary>The figures of the fleet, read once for all open pages: whoever asks while they are read shares the answer.</summary>
public sealed class FleetFigures(SharedGrid shared, TimeProvider time)
{
    /// <summary>The days that Home looks back.</summary>
    public const int Days = 14;

    private readonly Shared<Fleet> _fleet = new(time, TimeSpan.FromSeconds(1), () => shared.Grid.AskAsync<Fleet>(() => shared.Grid.Directory.GetFleetAsync(shared.Grid.Actor, Days)));

    // It looks at every customer.
    private readonly Shared<FleetUsage> _usage = new(time, TimeSpan.FromSeconds(30), () => shared.Grid.AskAsync<FleetUsage>(() => shared.Grid.Directory.GetFleetCallsAsync(shared.Grid.Actor)));

    /// <param name="fresh">Whether what is known may be too old: something happened just now.</param>
    public Task<Load<Fleet>> ReadAsync(bool fresh = false) => _fleet.ReadAsync(fresh);

    public Task<Load<FleetUsage>> ReadUsageAsync() => _usage.ReadAsync(fresh: false);

    /// <summary>An answer shared by all who ask within its life.</summary>
    private sealed class Shared<T>(TimeProvider time, TimeSpan life, Func<Task<Load<T>>> read) where T : class
    {
        private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

        private readonly Lock _gate = new();
        private Task<Load<T>>? _last;
        private Task<Load<T>>? _next;
        private DateTimeOffset _readAt;

        public Task<Load<T>> ReadAsync(bool fresh)
        {
            lock (_gate)
            {
                var isGood = _last is { IsCompleted: false } or { Result.Value: not null } && time.GetUtcNow() - _readAt < life;
                return isGood && !fresh ? _last! : _next ??= ReadNextAsync();
            }
        }

        /// <summary>Begins after it was asked for, and not before the last answer's life is over; where there was none, soon.</summary>
        private async Task<Load<T>> ReadNextAsync()
        {
            await Task.Yield();
            var left = _readAt + (_last is { IsCompletedSuccessfully: true, Result.Value: null } ? Shortest : life) - time.GetUtcNow();
            if (left > TimeSpan.Zero)
                await Task.Delay(left, time, CancellationToken.None);
            lock (_gate)
            {
                (_readAt, _next) = (time.GetUtcNow(), null);
                _last = read();
            }

            return await _last;
        }
    }
}
