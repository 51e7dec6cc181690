using System.Text.Json.Serialization.Metadata;
using Aegis.Actions;
using Aegis.Actors;
using Aegis.Connectors.Llm;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Mcp;
using Aegis.Connectors.Tickets;
using Aegis.Grains.Actions;
using Aegis.Grains.Actions.Handlers;
using Aegis.Grains.Actors;
using Aegis.Grains.Approvals;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Customers;
using Aegis.Grains.Agents;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.Agents.Interventions;
using Aegis.Grains.Agents.Feedback;
using Aegis.Grains.Agents.Growth;
using Aegis.Grains.Agents.Mcp;
using Aegis.Grains.Agents.Llm;
using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Agents.Outcomes;
using Aegis.Grains.Agents.Resolution;
using Aegis.Grains.Connections;
using Aegis.Grains.Conversations;
using Aegis.Grains.Idempotency;
using Aegis.Grains.Identity;
using Aegis.Grains.Keys;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Monitoring;
using Aegis.Grains.Outbox;
using Aegis.Grains.Policy;
using Aegis.Grains.Views;
using Aegis.Grains.Sandbox;
using Aegis.Grains.Simulation;
using Aegis.Identity;
using Aegis.Keys;
using Aegis.Trust;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Grains.Hosting;

/// <summary>Composes what the grains need beside storage and connectors.</summary>
public static class AegisGrainsExtensions
{
    /// <exception cref="InvalidOperationException">A setting is out of range.</exception>
    public static IServiceCollection AddAegisGrains(this IServiceCollection services, GridOptions options) => services
        .AddAegisActors(options)
        .AddSingleton<LeaseClock>()
        .AddPolicy().AddCustomers().AddActionHandlers().AddConversations().AddResolution().AddOutbox();

    /// <summary>Where the documents are; without it, those that come with the program.</summary>
    /// <exception cref="InvalidOperationException">The folder cannot be used.</exception>
    public static IServiceCollection AddAegisKnowledge(this IServiceCollection services, KnowledgeOptions options)
    {
        options.Validate();
        return services.AddSingleton(options);
    }

    /// <summary>What a process that only calls grains needs: it signs actors and hashes keys as the grains do. Needs sealing.</summary>
    /// <exception cref="InvalidOperationException">A setting is out of range.</exception>
    public static IServiceCollection AddAegisActors(this IServiceCollection services, GridOptions options)
    {
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, IdSource>();
        services.AddSingleton(provider => WithInstanceId(options, provider));
        services.AddSingleton<IActorAuthority>(provider => new HmacActorAuthority(
            provider.GetRequiredService<MasterKey>().Derive(HmacActorAuthority.KeyPurpose), provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<IKeyHasher, KeyHasher>().AddSingleton<KnownIdentities>();
    }

    /// <summary>Where the policy stands; without it, the one that comes with the program.</summary>
    /// <exception cref="InvalidOperationException">The policy cannot be read or is wrong.</exception>
    public static IServiceCollection AddAegisPolicy(this IServiceCollection services, PolicyOptions options)
    {
        options.Validate();
        return services.AddSingleton(options);
    }

    private static IServiceCollection AddPolicy(this IServiceCollection services)
    {
        services.TryAddSingleton(new PolicyOptions());
        services.TryAddSingleton<IPolicySource>(provider => provider.GetRequiredService<PolicyFile>());
        return services
            .AddSingleton<PolicyFile>()
            .AddSingleton<PolicyDesk>()
            .AddHostedService<PolicyWatch>()
            .AddSingleton<IJsonTypeInfoResolver>(PolicyJson.Default);
    }

    private static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddSingleton<IJsonTypeInfoResolver>(CustomerJson.Default)
        .AddSingleton<KeyMint>()
        .AddSingleton<ProbeTags>()
        .AddSingleton<InternalActions>()
        .AddSingleton<ActionProtocol>()
        .AddSingleton<ApprovalGuards>()
        .AddSingleton<ApprovalProtocol>()
        .AddSingleton<CustomerServices>();

    private static IServiceCollection AddActionHandlers(this IServiceCollection services)
    {
        services.TryAddSingleton(new MailTemplates(null));
        return services
            .AddSingleton<IActionHandler, TrialHandler>()
            .AddSingleton<IActionHandler, UpgradeHandler>()
            .AddSingleton<IActionHandler, DiscountHandler>()
            .AddSingleton<IActionHandler, CreditHandler>()
            .AddSingleton<IActionHandler, SiteHandler>()
            .AddSingleton<IActionHandler, OnboardingMailHandler>()
            .AddSingleton<IActionHandler, TicketHandler>()
            .AddSingleton<IActionHandler, CommentHandler>();
    }

    private static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton<IPlaybook, OnboardingPlaybook>()
        .AddSingleton<IPlaybook, RotationPlaybook>()
        .AddSingleton<IPlaybook, InterventionPlaybook>()
        .AddSingleton<ILook, InterventionLook>()
        .AddSingleton<IPlaybook, OutcomePlaybook>()
        .AddDiagnosis()
        .AddMcpTools()
        .AddSingleton<Playbooks>()
        .AddSingleton<ToolCatalogue>()
        .AddSingleton<PlaybookBrain>()
        .AddLanguageModel()
        .AddSingleton<AgentTurn>()
        .AddSingleton<IJsonTypeInfoResolver>(ConversationJson.Default)
        .AddSingleton<IJsonTypeInfoResolver>(IdempotencyJson.Default)
        .AddSingleton<IJsonTypeInfoResolver>(IdentityJson.Default)
        .AddSingleton<IJsonTypeInfoResolver>(SimulationJson.Default);

    /// <summary>Agents think with a language model where one is registered, and play by the book otherwise.</summary>
    private static IServiceCollection AddLanguageModel(this IServiceCollection services)
    {
        services.TryAddSingleton(new LlmOptions());
        return services
            .AddSingleton<Replays>()
            .AddSingleton<RouteRefiner>()
            .AddSingleton<Summariser>()
            .AddSingleton<IBrain>(provider => provider.GetService<ILanguageModel>() is null
                ? provider.GetRequiredService<PlaybookBrain>()
                : ActivatorUtilities.CreateInstance<LlmBrain>(provider))
            .AddSingleton<IJsonTypeInfoResolver>(LlmJson.Default);
    }

    private static IServiceCollection AddResolution(this IServiceCollection services)
    {
        services.TryAddSingleton(new KnowledgeOptions());
        return services
            .AddSingleton<KnowledgeBase>()
            .AddHostedService<KnowledgeStartup>()
            .AddSingleton(provider => new TheirDocs(provider.GetService<IDocsServer>()))
            .AddSingleton<ILook, DocsLook>()
            .AddSingleton<ILook, CodeLook>()
            .AddSingleton<ILook>(provider => new TicketLook(Tools.GetTicketStatus, provider.GetRequiredService<ITickets>()))
            .AddSingleton<ILook>(provider => new TicketLook(Tools.GetTicketDetails, provider.GetRequiredService<ITickets>()))
            .AddSingleton<IPlaybook, DocsPlaybook>()
            .AddSingleton<IPlaybook, TicketPlaybook>()
            .AddSingleton<IPlaybook, FeedbackPlaybook>()
            .AddSingleton<ILook, HealthLook>()
            .AddSingleton<IPlaybook, GrowthPlaybook>();
    }

    /// <summary>The tools of MCP servers, where any are configured.</summary>
    private static IServiceCollection AddMcpTools(this IServiceCollection services)
    {
        services.TryAddSingleton<McpServers>();
        services.TryAddSingleton(new McpOptions());
        services.TryAddSingleton<McpPins>();
        return services
            .AddSingleton<McpToolSource>()
            .AddSingleton<IToolSource>(provider => provider.GetRequiredService<McpToolSource>())
            .AddSingleton<IActionHandler, McpActionHandler>()
            .AddSingleton<IJsonTypeInfoResolver>(McpJson.Default)
            .AddHostedService<McpRefresh>();
    }

    private static IServiceCollection AddDiagnosis(this IServiceCollection services)
    {
        services.TryAddSingleton<ISandboxClient, SandboxClient>();
        return services
            .AddSingleton<ILook, FailureLook>()
            .AddSingleton<ILook, KeyLook>()
            .AddSingleton<ILook, AuthenticationLook>()
            .AddSingleton<IPlaybook, DiagnosisPlaybook>();
    }

    private static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddSingleton<NewsSignal>()
        .AddSingleton<CommandDispatcher>()
        .AddSingleton<OutboxRelay>()
        .AddHostedService(provider => provider.GetRequiredService<OutboxRelay>())
        .AddSingleton<IJsonTypeInfoResolver>(MonitoringJson.Default)
        .AddSingleton<IJsonTypeInfoResolver>(ViewsJson.Default)
        .AddSingleton<IJsonTypeInfoResolver>(ConnectorsJson.Default)
        .AddSingleton<KnownConnectors>()
        .AddSingleton<DueWaker>()
        .AddSingleton<GridStartup>()
        .AddHostedService(provider => provider.GetRequiredService<GridStartup>())
        .AddHostedService<WakeLoop>();

    private static GridOptions WithInstanceId(GridOptions options, IServiceProvider provider)
    {
        if (options.InstanceId.Length == 0)
            options.InstanceId = provider.GetRequiredService<IIdSource>().New("run");
        return options;
    }
}
