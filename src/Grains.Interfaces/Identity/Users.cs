using Aegis.Actors;

namespace Aegis.Identity;

/// <summary>A person who signs in to the console.</summary>
/// <param name="Name">Unique in the workspace for good; how the ledger names the person: "approver:alice".</param>
/// <param name="Role">Viewer, agent, approver or admin.</param>
/// <param name="HasPassword">Whether the person has chosen one yet.</param>
[GenerateSerializer, Immutable, Alias("aegis.User")]
public sealed record User(
    [property: Id(0)] string Name,
    [property: Id(1)] string? DisplayName,
    [property: Id(2)] Role Role,
    [property: Id(3)] bool Disabled,
    [property: Id(4)] bool HasPassword,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] string CreatedBy,
    [property: Id(7)] DateTimeOffset? LastSignInAt);

/// <summary>Asks for a user.</summary>
[GenerateSerializer, Immutable, Alias("aegis.NewUser")]
public sealed record NewUser([property: Id(0)] string Name, [property: Id(1)] Role Role, [property: Id(2)] string? DisplayName = null);

/// <summary>What is to change; null leaves it. A change of role, or being disabled, ends the person's sessions.</summary>
[GenerateSerializer, Immutable, Alias("aegis.UserChanges")]
public sealed record UserChanges([property: Id(0)] Role? Role = null, [property: Id(1)] bool? Disabled = null, [property: Id(2)] string? DisplayName = null);

/// <summary>A code by which a person chooses a password, once, within a day. Told once: only its hash is kept.</summary>
[GenerateSerializer, Immutable, Alias("aegis.PasswordCode")]
public sealed record PasswordCode([property: Id(0)] User User, [property: Id(1)] string Code, [property: Id(2)] DateTimeOffset ExpiresAt)
{
    /// <summary>Keeps the code out of logs.</summary>
    public override string ToString() => $"PasswordCode {{ User = {User.Name}, Code = *** }}";
}

/// <summary>Who somebody is at the moment.</summary>
/// <param name="ActorId">Whom actors are signed for.</param>
/// <param name="Stamp">Changes with whatever ends sessions: role, password, being disabled and enabled again.</param>
[GenerateSerializer, Immutable, Alias("aegis.Standing")]
public sealed record Standing([property: Id(0)] string ActorId, [property: Id(1)] Role Role, [property: Id(2)] long Stamp);

/// <summary>A password as it is kept: PBKDF2-HMAC-SHA512 of it. Crosses calls between grains only.</summary>
[GenerateSerializer, Immutable, Alias("aegis.PasswordHash")]
public sealed record PasswordHash([property: Id(0)] int Iterations, [property: Id(1)] string Salt, [property: Id(2)] string Hash)
{
    /// <summary>Keeps it out of logs.</summary>
    public override string ToString() => "PasswordHash { *** }";
}
