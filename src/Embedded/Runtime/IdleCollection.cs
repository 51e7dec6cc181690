namespace Aegis.Embedded.Runtime;

/// <summary>Lets idle activations leave: one sweep for the whole host, no timer an activation.</summary>
internal sealed class IdleCollection : IDisposable
{
    private readonly EmbeddedHost _host;
    private readonly ITimer _timer;
    private readonly long _start;
    private int _now;

    public IdleCollection(EmbeddedHost host)
    {
        _host = host;
        _start = host.Time.GetTimestamp();
        _timer = host.CreateTimer(static state => ((IdleCollection)state!).Sweep(), this);
        _timer.Change(host.Options.CollectionPeriod, host.Options.CollectionPeriod);
    }

    /// <summary>Sweep periods since the host began: a clock that costs nothing to read.</summary>
    public int Now => Volatile.Read(ref _now);

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        var period = _host.Options.CollectionPeriod;
        var now = (int)(_host.Time.GetElapsedTime(_start) / period);
        Volatile.Write(ref _now, now);
        foreach (var grainClass in _host.Classes.All)
        {
            var age = (int)Math.Ceiling(grainClass.CollectionAge / period);
            foreach (var activation in grainClass.Activations)
                activation.CollectIfIdle(now, age);
        }
    }
}
