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

    /// <summary>A reference by full id: how a grain is found that is known by its stored type and key alone.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable;
}

/// <summary>The grain factory as a client of the grid sees it.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}

/// <summary>Identifies a grain: its type's stable name and its key; an integer key stands in upper-case hex, as Orleans stores it.</summary>
public readonly record struct GrainId(string Type, string Key)
{
    public static GrainId Create(string grainType, string key) => new(grainType, key);

    public override string ToString() => $"{Type}/{Key}";
}

/// <summary>What makes a class a grain for the extensions of this model.</summary>
public interface IGrainBase
{
    IGrainContext GrainContext { get; }
}

/// <summary>An activation as its grain sees it.</summary>
public interface IGrainContext
{
    GrainId GrainId { get; }

    IServiceProvider ActivationServices { get; }

    /// <summary>Lets the running calls end, then deactivates; calls that wait go to the next activation.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
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
