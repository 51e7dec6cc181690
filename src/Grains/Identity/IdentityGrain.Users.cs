using System.Security.Cryptography;
using System.Buffers.Text;
using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Identity;

namespace Aegis.Grains.Identity;

// Users: added with a code by which they choose a password themselves, so that nobody ever knows another's.
public sealed partial class IdentityGrain
{
    private const int CodeSize = 24;

    public Task<Result<ImmutableArray<User>>> ListUsersAsync(Actor actor) => Task.FromResult<Result<ImmutableArray<User>>>(
        Guard(actor, Right.Administer) is { } refusal ? refusal : State.Users.Select(u => u.ToUser()).ToImmutableArray());

    public async Task<Result<PasswordCode>> CreateUserAsync(Actor actor, NewUser user)
    {
        if ((Guard(actor, Right.Administer) ?? IdentityRules.Check(State, user)) is { } refusal)
            return refusal;
        var (code, added) = GiveCode(new(user.Name, user.DisplayName, user.Role, Disabled: false, Stamp: 1, Now, actor.ToString()));
        State.Users.Add(added);
        Record("user_added", actor.ToString(), ("name", user.Name), ("role", SnakeCase.Of(user.Role)));
        await CommitAsync();
        return new PasswordCode(added.ToUser(), code, added.CodeExpiresAt!.Value);
    }

    public async Task<Result<User>> ChangeUserAsync(Actor actor, string name, UserChanges changes)
    {
        if ((Guard(actor, Right.Administer) ?? IdentityRules.Check(changes)) is { } refusal)
            return refusal;
        if (FindUser(name) is not { } user)
            return IdentityRules.NoUser(name);

        var changed = user with
        {
            Role = changes.Role ?? user.Role,
            Disabled = changes.Disabled ?? user.Disabled,
            DisplayName = changes.DisplayName ?? user.DisplayName,
        };
        if (changed == user)
            return user.ToUser();
        if (changed.Role != user.Role || changed.Disabled != user.Disabled)
            changed = changed with { Stamp = user.Stamp + 1 };
        Replace(user, changed);
        Record("user_changed", actor.ToString(), ("name", name), ("role", SnakeCase.Of(changed.Role)), ("disabled", changed.Disabled));
        await CommitAsync();
        return changed.ToUser();
    }

    public async Task<Result<PasswordCode>> ResetPasswordAsync(Actor actor, string name)
    {
        if (Guard(actor, Right.Administer) is { } refusal)
            return refusal;
        if (FindUser(name) is not { } user)
            return IdentityRules.NoUser(name);

        var (code, reset) = GiveCode(user with { Password = null, Stamp = user.Stamp + 1, Failures = 0, LockedUntil = null });
        Replace(user, reset);
        Record("password_reset", actor.ToString(), ("name", name));
        await CommitAsync();
        return new PasswordCode(reset.ToUser(), code, reset.CodeExpiresAt!.Value);
    }

    public Task<Result<User>> FindCodeAsync(Actor actor, string code) => Task.FromResult<Result<User>>(
        Guard(actor, Right.Operate) is { } refusal ? refusal
        : UserOfCode(code) is { } user ? user.ToUser()
        : NoCode);

    public async Task<Result<Standing>> SetPasswordAsync(Actor actor, string code, PasswordHash password)
    {
        if (Guard(actor, Right.Operate) is { } refusal)
            return refusal;
        if (UserOfCode(code) is not { } user)
            return NoCode;

        return await KeepAsync(user, user with { Password = password, Failures = 0, LockedUntil = null, LastSignInAt = Now }, "password_set");
    }

    public async Task<Result<Standing>> ReplacePasswordAsync(Actor actor, string name, PasswordHash password) =>
        Guard(actor, Right.Operate) is { } refusal ? refusal
        : FindUser(name) is not { Disabled: false, Password: not null } user ? IdentityRules.NoUser(name)
        : await KeepAsync(user, user with { Password = password }, "password_changed");

    /// <summary>A new password ends the sessions of the old one, and any code.</summary>
    private async Task<Result<Standing>> KeepAsync(StoredUser user, StoredUser by, string what)
    {
        var kept = by with { CodeHash = null, CodeExpiresAt = null, Stamp = user.Stamp + 1 };
        Replace(user, kept);
        Record(what, NameOf(user), ("name", user.Name));
        await CommitAsync();
        return kept.ToStanding();
    }

    private static readonly Refusal NoCode = new(RefusalKind.NotFound, "This code is unknown, was used, or is too old: ask an administrator for another.", "code");

    private static string NameOf(StoredUser user) => $"{SnakeCase.Of(user.Role)}:{user.Name}";

    private StoredUser? FindUser(string name) => State.Users.Find(u => u.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private StoredUser? UserOfCode(string code)
    {
        var (hash, now) = (hasher.Hash(code), Now);
        return State.Users.Find(u => u.CodeHash == hash && u.CodeExpiresAt > now && !u.Disabled);
    }

    private (string Code, StoredUser User) GiveCode(StoredUser user)
    {
        var bytes = new byte[CodeSize];
        entropy.Fill(bytes);
        var code = Base64Url.EncodeToString(bytes);
        return (code, user with { CodeHash = hasher.Hash(code), CodeExpiresAt = Now + IdentityRules.CodeLifetime });
    }

    private void Replace(StoredUser user, StoredUser by) => State.Users[State.Users.IndexOf(user)] = by;
}
