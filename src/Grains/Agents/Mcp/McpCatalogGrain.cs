using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Mcp;
using Aegis.Storage.States;

namespace Aegis.Grains.Agents.Mcp;

/// <inheritdoc cref="IMcpCatalogGrain"/>
[GrainType("mcp_catalog")]
public sealed class McpCatalogGrain(
    [PersistentState("catalog")] IPersistentState<McpCatalogState> catalog, IActorAuthority authority, McpPins pins, TimeProvider time) : Grain, IMcpCatalogGrain
{
    /// <summary>The topic of its live events.</summary>
    public const string Topic = "mcp_tool";

    private McpCatalogState State => catalog.State;

    public async Task<Result<ImmutableArray<McpToolEntry>>> ReportAsync(Actor actor, string server, ImmutableArray<McpDeclaration> declared)
    {
        if (Guard(actor, Right.Operate) is { } refusal)
            return refusal;
        var changed = false;
        var now = time.GetUtcNow();
        foreach (var declaration in declared.DistinctBy(d => d.Tool).Take(McpPins.MostOfServer))
            changed |= Put(pins.Seen(Find(McpPins.IdOf(server, declaration.Tool)), server, declaration, now), now);
        foreach (var gone in State.Tools.Where(t => t.Server == server && t.Status != McpToolStatus.Gone && declared.All(d => d.Tool != t.Now.Tool)).ToArray())
            changed |= Put(McpPins.Missing(gone), now);
        if (changed)
            await catalog.WriteOrDeactivateAsync(DeactivateOnIdle);
        return State.Tools.Where(t => t.Server == server).ToImmutableArray();
    }

    public Task<Result<ImmutableArray<McpToolEntry>>> ListAsync(Actor actor) => Task.FromResult(
        Guard(actor, Right.Read) is { } refusal ? new Result<ImmutableArray<McpToolEntry>>(default, refusal) : State.Tools.ToImmutableArray());

    public async Task<Result<McpToolEntry>> AcceptAsync(Actor actor, string toolId, string hash)
    {
        if (Guard(actor, Right.Administer) is { } refusal)
            return refusal;
        if (Find(toolId) is not { } entry)
            return new Refusal(RefusalKind.NotFound, $"There is no tool '{TextRules.Show(toolId)}' of an MCP server.", "id");
        if (entry.Now.Hash != hash)
            return new Refusal(RefusalKind.Conflict, $"The tool is declared otherwise now, with the hash {entry.Now.Hash}: look at it again.", "hash");
        var now = time.GetUtcNow();
        var accepted = pins.Accept(entry, actor.ToString(), now);
        Put(accepted, now);
        await catalog.WriteOrDeactivateAsync(DeactivateOnIdle);
        return accepted;
    }

    private McpToolEntry? Find(string id) => State.Tools.Find(t => t.Id == id);

    /// <summary>Keeps the entry; whether it is another than before.</summary>
    private bool Put(McpToolEntry entry, DateTimeOffset now)
    {
        var at = State.Tools.FindIndex(t => t.Id == entry.Id);
        if (at >= 0 && IsSame(State.Tools[at], entry))
            return false;
        var before = at < 0 ? (McpToolStatus?)null : State.Tools[at].Status;
        if (at >= 0)
            State.Tools[at] = entry;
        else
        {
            State.Tools.Add(entry);
            State.Tools.Sort((a, b) => string.CompareOrdinal($"{a.Server}\n{a.Now.Tool}", $"{b.Server}\n{b.Now.Tool}"));
        }

        if (before != entry.Status)
            State.Journal.Send(new OutboxDraft(Topic, this.GetPrimaryKeyString(), now, JsonText.Object(
                ("id", entry.Id), ("server", entry.Server), ("tool", entry.Now.Tool), ("status", SnakeCase.Of(entry.Status)), ("by", entry.AcceptedBy))));
        return true;
    }

    private static bool IsSame(McpToolEntry a, McpToolEntry b) =>
        IsSame(a.Now, b.Now) && IsSame(a.Accepted, b.Accepted) && a with { Now = b.Now, Accepted = b.Accepted } == b;

    private static bool IsSame(McpDeclaration? a, McpDeclaration? b) =>
        a is null || b is null ? a == b : a.Agents.SequenceEqual(b.Agents) && a with { Agents = b.Agents } == b;

    private Refusal? Guard(Actor actor, Right right) => authority.CheckWorkspace(actor, GrainKey.Parse(this.GetPrimaryKeyString()).Workspace, right);
}
