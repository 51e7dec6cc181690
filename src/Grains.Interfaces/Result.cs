namespace Aegis;

/// <summary>Why a request was refused, as the caller can act on it.</summary>
[GenerateSerializer, Alias("aegis.RefusalKind")]
public enum RefusalKind
{
    /// <summary>The named field holds a value that is not allowed (HTTP 400).</summary>
    Invalid,
    /// <summary>What was named does not exist, or not for this actor (404).</summary>
    NotFound,
    /// <summary>What was asked contradicts what is there (409).</summary>
    Conflict,
    /// <summary>The actor may not do this (403).</summary>
    Forbidden,
    /// <summary>A bounded queue is full; try again later (429).</summary>
    TooMany,
}

/// <summary>An expected refusal: what was wrong, in which field, with which value, and what to do.</summary>
[GenerateSerializer, Immutable, Alias("aegis.Refusal")]
public sealed record Refusal(
    [property: Id(0)] RefusalKind Kind,
    [property: Id(1)] string Message,
    [property: Id(2)] string? Field = null);

/// <summary>Either a value or the reason why there is none.</summary>
[GenerateSerializer, Immutable, Alias("aegis.Result`1")]
public sealed record Result<T>([property: Id(0)] T? Value, [property: Id(1)] Refusal? Refusal)
{
    /// <summary>Whether there is a value.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Value))]
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Refusal))]
    public bool Ok => Refusal is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>A success that has nothing to say.</summary>
[GenerateSerializer, Immutable, Alias("aegis.Done")]
public sealed record Done
{
    public static readonly Done Instance = new();
}
