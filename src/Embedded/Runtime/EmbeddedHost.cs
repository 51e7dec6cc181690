using System.Collections.Concurrent;
using Aegis.Embedded.Reminders;
using Aegis.Embedded.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Embedded.Runtime;

/// <summary>All grains of one process, and what they share.</summary>
internal sealed partial class EmbeddedHost : IDisposable
{
    private readonly ConcurrentDictionary<string, IGrainStorage> _storages = new();
    private volatile bool _stopping;
    private volatile bool _stopped;
    private volatile TaskCompletionSource _activationLeft = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EmbeddedHost(IServiceProvider services, EmbeddedHostOptions options)
    {
        options.Validate();
        Services = services;
        Options = options;
        Time = options.TimeProvider ?? services.GetService<TimeProvider>() ?? TimeProvider.System;
        Scheduler = options.Scheduler ?? ThreadPoolScheduler.Instance;
        Log = services.GetService<ILoggerFactory>()?.CreateLogger("Aegis.Embedded") ?? NullLogger.Instance;
        Timeouts = new ResponseTimeouts(this);
        Classes = new GrainClasses(this, options.Assemblies);
        Collection = new IdleCollection(this);
        Grains = new GrainFactory(this);
        Reminders = new ReminderService(this, services.GetService<IReminderStore>() ?? new InMemoryReminderStore());
        Streams = new StreamHub(this);
        Telemetry = new Telemetry(this);
    }

    public IServiceProvider Services { get; }

    public EmbeddedHostOptions Options { get; }

    public TimeProvider Time { get; }

    public IWorkScheduler Scheduler { get; }

    public ILogger Log { get; }

    public GrainClasses Classes { get; }

    public GrainFactory Grains { get; }

    public ResponseTimeouts Timeouts { get; }

    public IdleCollection Collection { get; }

    public ReminderService Reminders { get; }

    public StreamHub Streams { get; }

    public Telemetry Telemetry { get; }

    /// <summary>Whether a call may be sent: while the host stops, only grains may still call each other.</summary>
    public bool Accepts() => !_stopping || (!_stopped && Activation.Running is not null);

    public void ActivationLeft()
    {
        if (_stopping)
            Interlocked.Exchange(ref _activationLeft, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public IGrainStorage StorageNamed(string? name) => _storages.GetOrAdd(
        name ?? "Default",
        static (n, services) => services.GetKeyedService<IGrainStorage>(n)
            ?? services.GetKeyedService<IGrainStorage>("Default")
            ?? services.GetService<IGrainStorage>()
            ?? throw new InvalidOperationException($"No IGrainStorage is registered under '{n}' or 'Default'."),
        Services);

    /// <summary>A timer that does not run yet and carries no ambient context.</summary>
    public ITimer CreateTimer(TimerCallback callback, object state)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return Time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using (ExecutionContext.SuppressFlow())
            return Time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes no more calls, lets the running ones end, and deactivates everything, as far as the time given allows.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopping)
            return;
        _stopping = true;
        Reminders.Dispose();
        try
        {
            while (true)
            {
                var left = _activationLeft.Task;
                var activations = Classes.All.SelectMany(c => c.Activations).ToList();
                if (activations.Count == 0)
                    break;
                foreach (var activation in activations)
                    activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The host is stopping."));
                await left.WaitAsync(Options.ShutdownTimeout, Time, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // What is confirmed is durable without a farewell: the process may end.
            LogStoppedEarly(Log, Classes.All.Sum(c => c.Activations.Count()));
        }
        finally
        {
            _stopped = true;
            Dispose();
        }
    }

    public void Dispose()
    {
        _stopping = _stopped = true;
        Timeouts.Dispose();
        Collection.Dispose();
        Reminders.Dispose();
        Telemetry.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} activations did not leave in the time the stopping host had.")]
    private static partial void LogStoppedEarly(ILogger logger, int count);
}
