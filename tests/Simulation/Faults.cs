using Aegis.Embedded.Simulation;

namespace Aegis.Simulation;

/// <summary>How bad a seed's world is. All faults end when the workload has been done, so that what is repaired can be told from what is lost.</summary>
public sealed class Faults
{
    private readonly Dice _dice;
    private readonly double _diskFails;
    private readonly double _diskAnswerLost;
    private readonly double _diskLate;
    private readonly double _providerFails;
    private readonly double _providerAnswerLost;
    private readonly TimeSpan _slowest;

    public Faults(Dice dice)
    {
        _dice = dice;
        // A third of the worlds has a sound disk, a third sound providers: each fault is also met without the others.
        var disk = dice.Below(3) == 0 ? 0 : 0.08;
        var providers = dice.Below(3) == 0 ? 0 : 0.4;
        (_diskFails, _diskAnswerLost, _diskLate) = (Share(disk), Share(disk), Share(disk));
        (_providerFails, _providerAnswerLost) = (Share(providers), Share(providers));
        _slowest = TimeSpan.FromMilliseconds(1 << dice.Below(12));
        Crashes = dice.Below(4);
        StepsBetweenCrashes = 200 << dice.Below(5);
        Leaps = dice.Below(4) == 0;
    }

    public bool Over { get; set; }

    /// <summary>How often the process is killed.</summary>
    public int Crashes { get; }

    public int StepsBetweenCrashes { get; }

    /// <summary>Whether the clock leaps now and then.</summary>
    public bool Leaps { get; }

    public DiskFate NextDiskFate()
    {
        if (Over)
            return DiskFate.Sound;
        return _dice.Chance(_diskFails) ? DiskFate.Fails
            : _dice.Chance(_diskAnswerLost) ? DiskFate.AnswerLost
            : _dice.Chance(_diskLate) ? DiskFate.Late
            : DiskFate.Sound;
    }

    public ProviderFate NextProviderFate()
    {
        if (Over)
            return ProviderFate.Sound;
        return _dice.Chance(_providerFails) ? ProviderFate.Unavailable
            : _dice.Chance(_providerAnswerLost) ? (_dice.Below(2) == 0 ? ProviderFate.DoneButAnswerLost : ProviderFate.NotDoneAndAnswerLost)
            : ProviderFate.Sound;
    }

    public TimeSpan Latency() => _dice.Between(TimeSpan.FromMicroseconds(50), Over ? TimeSpan.FromMilliseconds(2) : _slowest);

    private double Share(double most) => most * _dice.Below(101) / 100;
}

/// <summary>What becomes of one commit.</summary>
public enum DiskFate
{
    Sound,

    /// <summary>Not applied, and the caller is told of an error.</summary>
    Fails,

    /// <summary>Applied, but the caller is told of an error.</summary>
    AnswerLost,

    /// <summary>The caller is told of an error at once; applied some time later, if the versions still hold.</summary>
    Late,
}

/// <summary>What becomes of one call to a provider.</summary>
public enum ProviderFate
{
    Sound,
    Unavailable,
    DoneButAnswerLost,
    NotDoneAndAnswerLost,
}
