using Aegis.Agents;
using Aegis.Actors;
using Aegis.Connections;
using Aegis.Connectors;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Llm;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Mcp;
using Aegis.Connectors.Tickets;
using Aegis.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.Connections;

/// <summary>The outside systems this process is configured with, each with a harmless call that only a working one answers.</summary>
public sealed class KnownConnectors(IServiceProvider services, IGrainFactory grains, IIdSource ids)
{
    /// <summary>A customer and an operation that nobody has.</summary>
    private const string Nobody = "aegis-connector-test";

    private readonly Lazy<ImmutableArray<KnownConnector>> _all = new(() => Find(services, grains, ids));

    internal ImmutableArray<KnownConnector> All => _all.Value;

    private static ImmutableArray<KnownConnector> Find(IServiceProvider services, IGrainFactory grains, IIdSource ids)
    {
        var (billing, tickets, mail) = (services.GetRequiredService<IBilling>(), services.GetRequiredService<ITickets>(), services.GetRequiredService<IMail>());
        // The docs server is among the MCP servers once it was made.
        _ = services.GetService<IDocsServer>();
        var servers = services.GetRequiredService<McpServers>();
        return
        [
            new("billing", ConnectorKind.Billing, billing.Name, billing.IsSandbox, (_, token) => ProbeAsync(billing, token)),
            new("tickets", ConnectorKind.Tickets, tickets.Name, tickets.IsSandbox, (_, token) => ProbeAsync(tickets, token)),
            new("mail", ConnectorKind.Mail, mail.Name, mail.IsSandbox, (_, token) => ProbeAsync(mail, token)),
            .. services.GetServices<ILanguageModel>().Take(1).Select(model =>
                new KnownConnector("model", ConnectorKind.Model, model.Name, false, (aegis, token) => ProbeAsync(model, grains, aegis, ids.New("probe"), token))),
            .. servers.Offered.Select(offered => offered.Server).Concat(servers.All).DistinctBy(server => server.Name).OrderBy(server => server.Name, StringComparer.Ordinal).Select(server =>
                new KnownConnector($"mcp.{server.Name}", ConnectorKind.McpServer, server.Name, false, (_, token) => ProbeAsync(server, token))),
        ];
    }

    private static async Task<string> ProbeAsync(IBilling billing, CancellationToken cancellationToken)
    {
        await billing.CurrentAsync(Nobody, cancellationToken);
        return "Looked for the subscription of a customer who does not exist, and was answered.";
    }

    private static async Task<string> ProbeAsync(ITickets tickets, CancellationToken cancellationToken)
    {
        await tickets.FindAsync(Nobody, cancellationToken);
        return "Searched for a ticket that does not exist, and was answered.";
    }

    private static async Task<string> ProbeAsync(IMail mail, CancellationToken cancellationToken) =>
        $"Reached {await mail.CheckAsync(cancellationToken)}. No mail was sent.";

    private static async Task<string> ProbeAsync(IMcpServer server, CancellationToken cancellationToken)
    {
        var tools = await server.ListToolsAsync(anew: true, cancellationToken);
        return $"Asked for its tools; it declares {tools.Length}.";
    }

    private static async Task<string> ProbeAsync(ILanguageModel model, IGrainFactory grains, Actor aegis, string callId, CancellationToken cancellationToken)
    {
        var prompt = new ModelPrompt([ModelMessage.User("Answer with the one word: ready")], []) { MaxOutput = 16 };
        var budget = grains.GetGrain<IModelBudgetGrain>(aegis.Workspace);
        var most = model.Estimate(prompt);
        if (await budget.ReserveAsync(aegis, callId, most.Tokens, most.Micros) is { Refusal: { } spent })
            throw new ConnectorException(FailureKind.Rejected, spent.Message);
        var completion = await model.AskAsync(prompt, null, cancellationToken);
        await budget.SettleAsync(aegis, callId, completion.Usage.Tokens, completion.Usage.Micros);
        return $"Asked for one word; it took {completion.Usage.Tokens} tokens.";
    }
}
