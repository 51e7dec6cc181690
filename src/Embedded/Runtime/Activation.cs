using Aegis.Embedded.State;

namespace Aegis.Embedded.Runtime;

/// <summary>One grain in memory. It is its own task scheduler: all turns, begun and continued, run here one after the other.</summary>
internal sealed partial class Activation(GrainClass grainClass, string key, WorkerPool? pool) : TaskScheduler, IGrainContext, IWatched
{
    private Grain? _grain;
    private Invocation? _firstWaiting;
    private Invocation? _lastWaiting;
    private Invocation? _pending;
    private Task? _nextTask;
    private Queue<Task>? _moreTasks;
    private ActivationExtras? _extras;
    private int _running;
    private int _blocking;
    private int _overtakers;
    private int _usedAt = grainClass.Host.Collection.Now;
    private Phase _phase;
    private bool _scheduled;
    private bool _leaving;
    private bool _onlyReaders;
    private bool _worked;
    private bool _watched;

    private enum Phase : byte
    {
        New,
        Entering,
        Active,
        Leaving,
        Gone,
    }

    public GrainClass Class => grainClass;

    public string Key => key;

    public EmbeddedHost Host => grainClass.Host;

    public GrainId GrainId => new(grainClass.Type, key);

    public IServiceProvider ActivationServices => grainClass.Host.Services;

    public Grain Instance => _grain!;

    /// <summary>The states injected into the grain, newest first.</summary>
    public StateSlot? States { get; set; }

    /// <summary>What few activations need.</summary>
    public ActivationExtras Extras => _extras ??= new ActivationExtras();

    /// <summary>Calls that wait for a turn of their own.</summary>
    public int Waiting
    {
        get
        {
            lock (this)
            {
                var count = 0;
                for (var call = _firstWaiting; call is not null; call = call.Next)
                    count++;
                return count;
            }
        }
    }

    public bool IsIdle
    {
        get
        {
            lock (this)
                return _running == 0 && _firstWaiting is null && !_scheduled && _phase is Phase.Active or Phase.Gone;
        }
    }

    public void DelayDeactivation(TimeSpan time) =>
        Extras.KeptUntil = time > TimeSpan.Zero ? Host.Time.GetUtcNow() + time : DateTimeOffset.MinValue;
}
