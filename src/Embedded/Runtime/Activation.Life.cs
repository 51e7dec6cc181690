using Microsoft.Extensions.Logging;

namespace Aegis.Embedded.Runtime;

internal sealed partial class Activation
{
    /// <summary>How many activations may leave before they serve a call until it fails.</summary>
    private const int MaxHops = 8;

    [ThreadStatic]
    private static Activation? t_underConstruction;

    /// <summary>The activation whose grain is being made on this thread.</summary>
    public static Activation? UnderConstruction => t_underConstruction;

    public void Deactivate(DeactivationReason reason, CancellationToken cancellationToken = default)
    {
        bool schedule;
        lock (this)
        {
            if (_phase is Phase.Leaving or Phase.Gone)
                return;
            Extras.Reason ??= reason;
            _leaving = true;
            schedule = !_scheduled && _running == 0;
            _scheduled |= schedule;
        }

        if (schedule)
            Host.Scheduler.Schedule(this);
    }

    /// <summary>Lets the activation leave when it was not used for as long as its class says.</summary>
    public void CollectIfIdle(int now, int age)
    {
        lock (this)
        {
            var idle = _phase == Phase.Active && _running == 0 && _firstWaiting is null && !_scheduled;
            if (!idle || now - _usedAt <= age || _extras?.KeptUntil > Host.Time.GetUtcNow())
                return;
        }

        Deactivate(new(DeactivationReasonCode.ActivationIdle, "The activation was not used for its collection age."));
    }

    private async Task EnterAsync()
    {
        try
        {
            Construct();
            if (States is { } states)
                await states.ReadAllAsync();
            await _grain!.OnActivateAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogEnterFailed(Host.Log, exception, GrainId);
            _extras?.DisposeTimers();
            foreach (var call in Go())
                call.Fail(exception);
            return;
        }

        lock (this)
            _phase = Phase.Active;
    }

    private void Construct()
    {
        t_underConstruction = this;
        try
        {
            _grain = grainClass.Info.Create(new GrainConstruction(this));
        }
        finally
        {
            t_underConstruction = null;
        }
    }

    private async Task LeaveAsync()
    {
        _extras?.DisposeTimers();
        try
        {
            await OnDeactivateAsync(Extras.Reason ?? default);
            if (_grain is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else if (_grain is IDisposable disposable)
                disposable.Dispose();
        }
        catch (Exception exception)
        {
            LogLeaveFailed(Host.Log, exception, GrainId);
        }

        foreach (var call in Go())
        {
            if (++call.Hops < MaxHops)
                grainClass.Dispatch(key, call);
            else
                call.Fail(new InvalidOperationException($"{GrainId} was deactivated {MaxHops} times before it served {call.Method}."));
        }
    }

    private async Task OnDeactivateAsync(DeactivationReason reason)
    {
        using var overdue = new CancellationTokenSource();
        var leaving = _grain!.OnDeactivateAsync(reason, overdue.Token);
        try
        {
            if (!leaving.IsCompleted)
                leaving = leaving.WaitAsync(Host.Options.DeactivationTimeout, Host.Time);
            await leaving;
        }
        catch (TimeoutException)
        {
            overdue.Cancel();
            throw;
        }
    }

    /// <summary>Leaves the directory; returns the calls that were not served.</summary>
    private List<Invocation> Go()
    {
        var unserved = new List<Invocation>();
        lock (this)
        {
            _phase = Phase.Gone;
            for (var call = _firstWaiting; call is not null;)
            {
                var next = call.Next;
                call.Next = null;
                if (!call.IsAnswered)
                    unserved.Add(call);
                call = next;
            }

            _firstWaiting = _lastWaiting = null;
            _overtakers = 0;
        }

        if (pool is null)
            grainClass.Remove(this);
        else
            pool.Remove(this);
        Host.ActivationLeft();
        return unserved;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Activation of {GrainId} failed")]
    private static partial void LogEnterFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Deactivation of {GrainId} failed")]
    private static partial void LogLeaveFailed(ILogger logger, Exception exception, GrainId grainId);
}
