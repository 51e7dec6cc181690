using Aegis.Embedded.Runtime;
using Microsoft.Extensions.Logging;

namespace Aegis.Embedded.Reminders;

/// <summary>Ticks the reminders of all grains from one timer.</summary>
internal sealed partial class ReminderService : IDisposable
{
    // Timers take at most about 49 days.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly EmbeddedHost _host;
    private readonly IReminderStore _store;
    private readonly ITimer _timer;
    private readonly Dictionary<(GrainId, string), Scheduled> _reminders = [];
    private readonly PriorityQueue<Scheduled, (DateTimeOffset At, long Order)> _due = new();
    private long _order;

    public ReminderService(EmbeddedHost host, IReminderStore store)
    {
        _host = host;
        _store = store;
        _timer = host.CreateTimer(static state => ((ReminderService)state!).Tick(), this);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in await _store.ReadAllAsync(cancellationToken))
            Schedule(entry, replace: false);
    }

    public async Task<IGrainReminder> RegisterOrUpdateAsync(GrainId grainId, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < _host.Options.MinimumReminderPeriod)
            throw new ArgumentException($"A reminder's period must be {_host.Options.MinimumReminderPeriod} or more, not {period}.", nameof(period));

        var entry = new ReminderEntry(grainId, name, _host.Time.GetUtcNow() + dueTime, period);
        await _store.SaveAsync(entry, CancellationToken.None);
        Schedule(entry, replace: true);
        return new Reminder(name);
    }

    public async Task UnregisterAsync(GrainId grainId, string name)
    {
        await _store.RemoveAsync(grainId, name, CancellationToken.None);
        lock (_lock)
            _reminders.Remove((grainId, name));
    }

    public Task<IGrainReminder?> GetAsync(GrainId grainId, string name)
    {
        lock (_lock)
            return Task.FromResult<IGrainReminder?>(_reminders.ContainsKey((grainId, name)) ? new Reminder(name) : null);
    }

    public Task<List<IGrainReminder>> ListAsync(GrainId grainId)
    {
        lock (_lock)
            return Task.FromResult(_reminders.Keys.Where(k => k.Item1 == grainId).Select(IGrainReminder (k) => new Reminder(k.Item2)).ToList());
    }

    public void Dispose() => _timer.Dispose();

    private void Schedule(ReminderEntry entry, bool replace)
    {
        lock (_lock)
        {
            var scheduled = new Scheduled(entry);
            if (replace)
                _reminders[(entry.GrainId, entry.Name)] = scheduled;
            else if (!_reminders.TryAdd((entry.GrainId, entry.Name), scheduled))
                return;
            Enqueue(scheduled, _host.Time.GetUtcNow());
            Arm();
        }
    }

    private void Enqueue(Scheduled scheduled, DateTimeOffset now)
    {
        scheduled.DueAt = ReminderSchedule.NextTick(scheduled.Entry, now);
        _due.Enqueue(scheduled, (scheduled.DueAt, _order++));
    }

    private void Arm()
    {
        if (!_due.TryPeek(out _, out var first))
            return;
        var wait = first.At - _host.Time.GetUtcNow();
        _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < s_longestWait ? wait : s_longestWait, Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        var now = _host.Time.GetUtcNow();
        var ticking = new List<(Scheduled Reminder, DateTimeOffset DueAt)>();
        lock (_lock)
        {
            while (_due.TryPeek(out var scheduled, out var priority) && priority.At <= now)
            {
                _due.Dequeue();
                if (!_reminders.TryGetValue((scheduled.Entry.GrainId, scheduled.Entry.Name), out var current) || current != scheduled)
                    continue;
                if (!scheduled.Ticking)
                    ticking.Add((scheduled, scheduled.DueAt));
                scheduled.Ticking = true;
                Enqueue(scheduled, now.AddTicks(1));
            }

            Arm();
        }

        foreach (var (reminder, dueAt) in ticking)
            _ = DeliverAsync(reminder, dueAt);
    }

    private async Task DeliverAsync(Scheduled reminder, DateTimeOffset dueAt)
    {
        var entry = reminder.Entry;
        try
        {
            await _host.Grains.GetGrain<IRemindable>(entry.GrainId)
                .ReceiveReminder(entry.Name, new TickStatus(entry.StartAt.UtcDateTime, entry.Period, dueAt.UtcDateTime));
        }
        catch (Exception exception)
        {
            LogTickFailed(_host.Log, exception, entry.Name, entry.GrainId);
        }

        reminder.Ticking = false;
    }

    private sealed class Scheduled(ReminderEntry entry)
    {
        private volatile bool _ticking;

        public ReminderEntry Entry => entry;

        public DateTimeOffset DueAt { get; set; }

        public bool Ticking
        {
            get => _ticking;
            set => _ticking = value;
        }
    }

    private sealed class Reminder(string name) : IGrainReminder
    {
        public string ReminderName => name;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reminder {Name} of {GrainId} failed; its next tick comes at its time")]
    private static partial void LogTickFailed(ILogger logger, Exception exception, string name, GrainId grainId);
}
