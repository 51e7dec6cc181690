using Aegis.Actors;

namespace Aegis.Identity;

/// <summary>Who may call in a workspace: its keys and users. Keyed "workspace/$identity". Every change is in a ledger of the workspace's own, "$identity".
/// Managing keys and users is for <see cref="Role.Admin"/>.</summary>
[Alias("aegis.IIdentityGrain")]
public interface IIdentityGrain : IGrainWithStringKey
{
    /// <summary>Issues a key and tells its secret, once. Conflict when the name was ever used.</summary>
    [Alias("IssueKeyAsync")]
    Task<Result<IssuedAccessKey>> IssueKeyAsync(Actor actor, NewAccessKey key);

    /// <summary>All keys without their secrets, oldest first, revoked ones included.</summary>
    [Alias("ListKeysAsync")]
    Task<Result<ImmutableArray<AccessKey>>> ListKeysAsync(Actor actor);

    /// <summary>Gives the key a new secret; the old one works on for a while, so that nobody is cut off.</summary>
    /// <param name="overlap">0 to 30 days.</param>
    [Alias("RotateKeyAsync")]
    Task<Result<IssuedAccessKey>> RotateKeyAsync(Actor actor, string keyId, TimeSpan overlap);

    /// <summary>Ends a key, and the sessions it opened; every process knows within about a second. Again changes nothing.</summary>
    [Alias("RevokeKeyAsync")]
    Task<Result<AccessKey>> RevokeKeyAsync(Actor actor, string keyId);

    /// <summary>Whose key this is, by its hash; NotFound for one that is unknown, revoked or expired. Only for <see cref="Role.System"/>.</summary>
    [Alias("FindKeyAsync")]
    Task<Result<Standing>> FindKeyAsync(Actor actor, string keyHash);

    /// <summary>Who is behind an actor's id, key or user; NotFound when it is no longer good. Only for <see cref="Role.System"/>.</summary>
    [Alias("FindActorAsync")]
    Task<Result<Standing>> FindActorAsync(Actor actor, string actorId);

    /// <summary>Who a service is that calls the grains itself, told by the secret of its key: an actor for <see cref="ActorTokens.ServiceLifetime"/>. Forbidden for a key that is unknown, revoked or expired.</summary>
    [Alias("EnterAsync")]
    Task<Result<Actor>> EnterAsync(string secret);

    /// <summary>The customer itself, as an actor for <see cref="ActorTokens.ServiceLifetime"/>: for a service that knows by its own means that the customer asks. For agents and above.</summary>
    [Alias("StandInAsync")]
    Task<Result<Actor>> StandInAsync(Actor actor, string customerId);

    /// <summary>Opens a session for an end user of one customer. For agents and above.</summary>
    /// <param name="lifetime">1 minute to 12 hours.</param>
    [Alias("OpenSessionAsync")]
    Task<Result<CustomerSession>> OpenSessionAsync(Actor actor, string customerId, TimeSpan lifetime);

    [Alias("ListUsersAsync")]
    Task<Result<ImmutableArray<User>>> ListUsersAsync(Actor actor);

    /// <summary>Adds a user, who chooses a password by the code. Conflict when the name was ever used.</summary>
    [Alias("CreateUserAsync")]
    Task<Result<PasswordCode>> CreateUserAsync(Actor actor, NewUser user);

    [Alias("ChangeUserAsync")]
    Task<Result<User>> ChangeUserAsync(Actor actor, string name, UserChanges changes);

    /// <summary>Ends the user's password and sessions; a new one is chosen by the code.</summary>
    [Alias("ResetPasswordAsync")]
    Task<Result<PasswordCode>> ResetPasswordAsync(Actor actor, string name);

    /// <summary>Whose code this is, without using it up; NotFound when it is unknown, used or too old. Only for <see cref="Role.System"/>.</summary>
    [Alias("FindCodeAsync")]
    Task<Result<User>> FindCodeAsync(Actor actor, string code);

    /// <summary>Uses a code up and keeps the password it was for. Only for <see cref="Role.System"/>.</summary>
    [Alias("SetPasswordAsync")]
    Task<Result<Standing>> SetPasswordAsync(Actor actor, string code, PasswordHash password);

    /// <summary>Keeps another password of a user who proved the one before; ends the user's other sessions. Only for <see cref="Role.System"/>.</summary>
    [Alias("ReplacePasswordAsync")]
    Task<Result<Standing>> ReplacePasswordAsync(Actor actor, string name, PasswordHash password);

    /// <summary>Counts an attempt to sign in before it is judged, and says what to judge it by; the same for names that are nobody's.
    /// TooMany while the name is locked: after a few wrong attempts, twice as long with each more. Only for <see cref="Role.System"/>.</summary>
    [Alias("BeginSignInAsync")]
    Task<Result<PasswordHash>> BeginSignInAsync(Actor actor, string name);

    /// <summary>Says whether the password was right. Forbidden, in the same words, for whatever was wrong. Only for <see cref="Role.System"/>.</summary>
    [Alias("EndSignInAsync")]
    Task<Result<Standing>> EndSignInAsync(Actor actor, string name, bool matched);
}

/// <summary>Works passwords out, away from the grain that keeps them: that takes a tenth of a second of a processor. Stateless; any key. Only for <see cref="Role.System"/>.</summary>
[Alias("aegis.ISignInGrain")]
public interface ISignInGrain : IGrainWithIntegerKey
{
    /// <summary>Signs a person in with a password. Forbidden when name or password is wrong, TooMany while the name is locked.</summary>
    [Alias("SignInAsync")]
    Task<Result<Standing>> SignInAsync(Actor actor, string name, string password);

    /// <summary>Chooses a password by a code: 12 to 200 characters.</summary>
    [Alias("ChoosePasswordAsync")]
    Task<Result<Standing>> ChoosePasswordAsync(Actor actor, string code, string password);

    /// <summary>Changes a person's own password, which is proved as for signing in: Forbidden when it is wrong, TooMany while the name is locked.</summary>
    /// <param name="password">12 to 200 characters.</param>
    [Alias("ChangePasswordAsync")]
    Task<Result<Standing>> ChangePasswordAsync(Actor actor, string name, string current, string password);
}
