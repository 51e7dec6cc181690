using Aegis.Actors;

namespace Aegis.Grains.Conversations;

/// <summary>Who may do what in a conversation.</summary>
public sealed class ConversationAccess(IActorAuthority authority)
{
    public Refusal? Read(Actor actor, GrainKey key) => Check(actor, key, Role.Viewer);

    public Refusal? Speak(Actor actor, GrainKey key) => Check(actor, key, Role.Agent);

    /// <summary>Only persons take over: never the customer itself.</summary>
    public Refusal? TakeOver(Actor actor, GrainKey key) =>
        actor.Role == Role.Customer ? Forbidden(actor) : Check(actor, key, Role.Agent);

    public Refusal? Erase(Actor actor, GrainKey key) =>
        actor.Role == Role.Customer ? Forbidden(actor) : Check(actor, key, Role.Admin);

    private Refusal? Check(Actor actor, GrainKey key, Role atLeast)
    {
        if (!authority.IsGenuine(actor))
            return Forbidden(actor);
        // To a stranger the customer does not exist.
        if (actor.Workspace != key.Workspace || (actor.Role == Role.Customer && actor.Id != key.CustomerId))
            return new(RefusalKind.NotFound, $"There is no customer '{key.CustomerId}'.");
        return actor.Role == Role.Customer || actor.Role >= atLeast ? null : Forbidden(actor);
    }

    private static Refusal Forbidden(Actor actor) => new(RefusalKind.Forbidden, $"The role {actor.Role} may not do this.");
}
