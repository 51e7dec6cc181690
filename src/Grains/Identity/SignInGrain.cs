using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Identity;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.Identity;

/// <inheritdoc cref="ISignInGrain"/>
/// <remarks>Few at once: each keeps a processor busy, and whoever floods the sign-in must not have them all.</remarks>
[GrainType("sign-in"), StatelessWorker(2)]
public sealed class SignInGrain(IActorAuthority authority, IEntropy entropy) : Grain, ISignInGrain
{
    public async Task<Result<Standing>> SignInAsync(Actor actor, string name, string password)
    {
        if (authority.Check(actor, Right.Operate) is { } refusal)
            return refusal;
        if (!GrainKey.IsId(name) || password is not { Length: > 0 and <= Passwords.Longest })
            return new Refusal(RefusalKind.Forbidden, "The name or the password is wrong.");

        var identity = GrainFactory.GetIdentity(actor.Workspace);
        var begun = await identity.BeginSignInAsync(actor, name);
        return begun.Ok
            ? await identity.EndSignInAsync(actor, name, Passwords.Matches(password, begun.Value))
            : begun.Refusal;
    }

    public async Task<Result<Standing>> ChoosePasswordAsync(Actor actor, string code, string password)
    {
        if (authority.Check(actor, Right.Operate) is { } refusal)
            return refusal;
        var identity = GrainFactory.GetIdentity(actor.Workspace);
        var user = await identity.FindCodeAsync(actor, code);
        if (!user.Ok)
            return user.Refusal;
        return Passwords.Check(password, user.Value.Name) is { } weak
            ? weak
            : await identity.SetPasswordAsync(actor, code, Passwords.Make(password, entropy));
    }

    public async Task<Result<Standing>> ChangePasswordAsync(Actor actor, string name, string current, string password)
    {
        if (authority.Check(actor, Right.Operate) is { } refusal)
            return refusal;
        if (Passwords.Check(password, name) is { } weak)
            return weak;
        var proved = await SignInAsync(actor, name, current);
        return proved.Ok
            ? await GrainFactory.GetIdentity(actor.Workspace).ReplacePasswordAsync(actor, proved.Value.ActorId, Passwords.Make(password, entropy))
            : proved.Refusal.Kind == RefusalKind.Forbidden ? new Refusal(RefusalKind.Forbidden, "Your current password is wrong.", "current") : proved.Refusal;
    }
}
