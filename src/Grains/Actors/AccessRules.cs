using Aegis.Actors;

namespace Aegis.Grains.Actors;

/// <summary>What an actor asks to do.</summary>
public enum Right
{
    /// <summary>See a customer, its conversation, ledger and keys without secrets.</summary>
    Read,
    /// <summary>Speak in the customer's conversation and rate replies.</summary>
    Converse,
    /// <summary>Change the profile, propose actions, issue, rotate and revoke test keys.</summary>
    Act,
    /// <summary>Create customers and report their activity.</summary>
    Report,
    /// <summary>Resolve and put off interventions, and have the monitors look now.</summary>
    Tend,
    /// <summary>Have outside systems tested.</summary>
    Probe,
    /// <summary>Write to a customer as a person of the team.</summary>
    Answer,
    /// <summary>See a key's secret.</summary>
    Reveal,
    /// <summary>Issue live keys, settle unknown actions, take over a conversation.</summary>
    Decide,
    /// <summary>Erase a customer.</summary>
    Erase,
    /// <summary>See what a model was asked and answered in a turn, and what models cost.</summary>
    Audit,
    /// <summary>Have the product sandbox fail on purpose.</summary>
    Rehearse,
    /// <summary>Manage keys, users, policy and switches of the workspace.</summary>
    Administer,
    /// <summary>What only Aegis itself does.</summary>
    Operate,
}

/// <summary>Who may do what: a customer only with itself, viewers read, agents act, approvers and admins reveal and decide, Aegis itself everything.</summary>
public static class AccessRules
{
    /// <summary>Why the actor may not do this with the customer, or null when it may. Customers of others are not found rather than forbidden.</summary>
    public static Refusal? Check(this IActorAuthority authority, Actor? actor, GrainKey customer, Right right)
    {
        if (actor is null || !authority.IsGenuine(actor))
            return Nobody;
        if (actor.Workspace != customer.Workspace || (actor.Role == Role.Customer && actor.Id != customer.CustomerId))
            return NoCustomer(customer.CustomerId);
        return Allows(actor.Role, right) ? null : Forbidden(actor, right);
    }

    /// <summary>Why the actor may not do this with the workspace as a whole, or null when it may; customers never may.</summary>
    public static Refusal? Check(this IActorAuthority authority, Actor? actor, Right right)
    {
        if (actor is null || !authority.IsGenuine(actor))
            return Nobody;
        return actor.Role != Role.Customer && Allows(actor.Role, right) ? null : Forbidden(actor, right);
    }

    /// <summary>Why the actor is nobody in this workspace, or null when it is somebody, whatever it may do there.</summary>
    public static Refusal? CheckMember(this IActorAuthority authority, Actor? actor, string workspace) =>
        actor is null || !authority.IsGenuine(actor) || actor.Workspace != workspace ? Nobody : null;

    /// <summary>Why the actor may not do this with one of the workspace's own grains, or null when it may; customers never may.</summary>
    public static Refusal? CheckWorkspace(this IActorAuthority authority, Actor? actor, string workspace, Right right) =>
        authority.CheckMember(actor, workspace) ?? authority.Check(actor, right);

    public static bool Allows(Role role, Right right) => (role, right) switch
    {
        (Role.System, _) => true,
        (_, Right.Operate) => false,
        (Role.Customer, Right.Report or Right.Tend or Right.Probe or Right.Answer or Right.Decide or Right.Erase) => false,
        (Role.Viewer, not Right.Read) => false,
        (Role.Agent, Right.Reveal or Right.Decide) => false,
        (not Role.Admin, Right.Erase or Right.Rehearse or Right.Audit or Right.Administer) => false,
        _ => true,
    };

    /// <summary>The refusal for a customer that does not exist, or not for this actor.</summary>
    public static Refusal NoCustomer(string customerId) =>
        new(RefusalKind.NotFound, $"There is no customer '{customerId}'.", "id");

    /// <summary>How the ledger names who acts: "admin:alice", or "agent:onboarding for customer:acme".</summary>
    public static string Name(Actor actor, string? agentId) =>
        agentId is null ? actor.ToString() : $"agent:{agentId} for {actor}";

    private static readonly Refusal Nobody = new(RefusalKind.Forbidden, "The request carries no valid actor: sign in again.");

    private static Refusal Forbidden(Actor actor, Right right) => new(
        RefusalKind.Forbidden,
        $"{actor} may not {Describe(right)}: ask somebody with the role {(right is Right.Erase or Right.Rehearse or Right.Audit or Right.Administer ? "admin" : right is Right.Reveal or Right.Decide ? "approver" : "agent")}.");

    private static string Describe(Right right) => right switch
    {
        Right.Read => "read this",
        Right.Converse => "speak in this conversation",
        Right.Act => "change this customer",
        Right.Report => "create customers or report activity",
        Right.Tend => "look after interventions",
        Right.Probe => "test connectors",
        Right.Answer => "write to customers",
        Right.Reveal => "see a key's secret",
        Right.Decide => "decide this",
        Right.Erase => "erase a customer",
        Right.Audit => "see what models were asked",
        Right.Rehearse => "have the sandbox fail",
        Right.Administer => "administer this workspace",
        _ => "do what Aegis alone does",
    };
}
