using System.Globalization;
using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Identity;

namespace Aegis.Grains.Identity;

// Signing in. An attempt counts before it is judged, so that no number of attempts at once outruns the lock, and a name that is nobody's behaves as every other.
public sealed partial class IdentityGrain
{
    private const int MaxStrangers = 1_000;

    private readonly Dictionary<string, (int Failures, DateTimeOffset? LockedUntil)> _strangers = new(StringComparer.OrdinalIgnoreCase);

    public async Task<Result<PasswordHash>> BeginSignInAsync(Actor actor, string name)
    {
        if (Guard(actor, Right.Operate) is { } refusal)
            return refusal;
        var user = FindUser(name);
        var (failures, lockedUntil) = user is not null ? (user.Failures, user.LockedUntil) : _strangers.GetValueOrDefault(name);
        if (lockedUntil > Now)
            return Locked(lockedUntil.Value);

        failures++;
        lockedUntil = Now + LockRules.After(failures);
        if (user is not null)
            Replace(user, user with { Failures = failures, LockedUntil = lockedUntil });
        else
            Remember(name, failures, lockedUntil);
        await CommitAsync();
        return user?.Password ?? Passwords.OfNobody;
    }

    public async Task<Result<Standing>> EndSignInAsync(Actor actor, string name, bool matched)
    {
        if (Guard(actor, Right.Operate) is { } refusal)
            return refusal;
        if (FindUser(name) is not { } user)
            return Wrong;
        var signedIn = matched && user is { Disabled: false, Password: not null };
        var judged = signedIn ? user with { Failures = 0, LockedUntil = null, LastSignInAt = Now } : user;
        Replace(user, judged);
        Record(signedIn ? "signed_in" : "sign_in_failed", NameOf(user), ("name", user.Name), ("failures", signedIn ? null : user.Failures));
        await CommitAsync();
        return signedIn ? judged.ToStanding() : Wrong;
    }

    private static readonly Refusal Wrong = new(RefusalKind.Forbidden, "The name or the password is wrong.");

    private Refusal Locked(DateTimeOffset until) => new(RefusalKind.TooMany, string.Create(
        CultureInfo.InvariantCulture, $"Too many wrong passwords: try again in {Math.Ceiling((until - Now).TotalSeconds)} seconds."));

    private void Remember(string name, int failures, DateTimeOffset? lockedUntil)
    {
        if (_strangers.Count >= MaxStrangers)
            _strangers.Clear();
        _strangers[name] = (failures, lockedUntil);
        State.StrangersAttempts++;
    }
}
