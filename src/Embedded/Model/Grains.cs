namespace Aegis.Embedded;

/// <summary>Anything that can be addressed by a reference.</summary>
public interface IAddressable;

/// <summary>A virtual actor's contract.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain identified by a string.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A grain identified by a 64-bit integer.</summary>
public interface IGrainWithIntegerKey : IGrain;

/// <summary>Gives references to grains; a reference never fails to be made, the grain is activated by the first call.</summary>
public interface IGrainFactory
{
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey;
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey;
}

/// <summary>The grain factory as a client of the grid sees it.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}

/// <summary>Identifies a grain: its type's stable name and its key.</summary>
public readonly record struct GrainId(string Type, string Key)
{
    public static GrainId Create(string grainType, string key) => new(grainType, key);
    public override string ToString() => $"{Type}/{Key}";
}

/// <summary>A grain that reminders call.</summary>
public interface IRemindable : IGrain
{
    /// <summary>Called at each tick of a reminder that was not skipped.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}

/// <summary>When a reminder was first due, its period, and when this tick was due.</summary>
public readonly record struct TickStatus(DateTime FirstTickTime, TimeSpan Period, DateTime CurrentTickTime);

/// <summary>A registered reminder.</summary>
public interface IGrainReminder
{
    string ReminderName { get; }
}

/// <summary>Cancels a grain timer when disposed.</summary>
public interface IGrainTimer : IDisposable
{
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>How a grain timer runs.</summary>
public readonly struct GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
{
    public TimeSpan DueTime { get; init; } = dueTime;
    public TimeSpan Period { get; init; } = period;

    /// <summary>Whether ticks may interleave with calls.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks count as use and so keep the activation alive.</summary>
    public bool KeepAlive { get; init; }
}

/// <summary>Why an activation is leaving.</summary>
public enum DeactivationReasonCode
{
    None,
    ShuttingDown,
    ActivationFailed,
    ActivationIdle,
    ActivationUnresponsive,
    DuplicateActivation,
    ApplicationRequested,
    ApplicationError,
    InternalFailure,
}

/// <summary>Why an activation is leaving, with a description for logs.</summary>
public readonly record struct DeactivationReason(DeactivationReasonCode ReasonCode, string Description);
