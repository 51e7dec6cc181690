using Aegis.Api;
using Aegis.Connectors;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Llm;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Mcp;
using Aegis.Connectors.Tickets;
using Aegis.Dashboard;
using Aegis.Grains.Hosting;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Policy;
using Aegis.Silo.Data;
using Aegis.Silo.Demo;
using Aegis.Silo.Settings;
using Aegis.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Aegis.Silo.Hosts;

/// <summary>A process that is the grid, with API and console as its roles say.</summary>
public static class GridRole
{
    public static WebApplicationBuilder AddGridRole(this WebApplicationBuilder builder, AegisOptions options, DataDirectory data)
    {
        var configuration = builder.Configuration;
        var adminKey = AdminKey.Resolve(options, data);
        var storage = Storage(options, configuration);
        var grid = configuration.Bind("Grid", new GridOptions { AllowsSimulation = options.Demo }.ForHost());
        builder.Services.AddSingleton(adminKey)
            .Compose(services => services.AddAegisConnectors(Connectors(data, configuration)))
            .Compose(services => services.AddAegisMcp(McpSettings.Read(configuration)))
            .Compose(services => services.AddAegisLlm(Llm(configuration)))
            .Compose(services => services.AddAegisStatus());
        _ = options.Roles.HasFlag(Roles.Silo)
            ? builder.Services
                .Compose(services => services.AddAegisStorage(storage))
                .Compose(services => services.AddGridHost(options, storage, configuration))
                .Compose(services => services.AddAegisKnowledge(configuration.Bind("Knowledge", new KnowledgeOptions())))
                .Compose(services => services.AddAegisPolicy(Policy(options, data)))
                .Compose(services => services.AddAegisGrains(grid))
            : builder.Services
                .Compose(services => services.AddAegisSealing(storage))
                .Compose(services => services.AddGridHost(options, storage, configuration))
                .Compose(services => services.AddAegisActors(grid));
        if (options.Demo && options.Roles.HasFlag(Roles.Silo))
            builder.Services.AddHostedService<DemoSeeding>();
        if (options.Roles.HasFlag(Roles.Api))
            builder.Services.Compose(services => services.AddAegisApi(configuration.Bind("Api", new ApiOptions { AdminKey = adminKey.Value }).WithWebhooks(configuration)));
        if (options.Roles.HasFlag(Roles.Dashboard))
            builder.Services.Compose(services => services.AddAegisDashboard(Dashboard(options, configuration, grid, data, adminKey)));
        return builder;
    }

    public static WebApplication MapGridRole(this WebApplication app, AegisOptions options)
    {
        if (options.Roles.HasFlag(Roles.Api) && app.Configuration["Aegis:Grid:PublicUrl"] is null)
            app.Lifetime.ApplicationStarted.Register(() => NamePublicUrl(app.Services));
        app.UseGridHost();
        if (options.Roles.HasFlag(Roles.Dashboard))
        {
            NameConnectors(app.Services);
            app.MapAegisDashboard();
        }

        return options.Roles.HasFlag(Roles.Api) ? app.MapAegisApi() : app.MapAegisStatus();
    }

    public static StorageOptions Storage(AegisOptions options, IConfiguration configuration) => configuration.Bind("Commits", new StorageOptions
    {
        Kind = options.Storage,
        DataDirectory = options.Data,
        ConnectionString = options.ConnectionString,
        MasterKey = options.MasterKey,
    });

    private static ConnectorOptions Connectors(DataDirectory data, IConfiguration configuration) =>
        configuration.Bind("Connectors", new ConnectorOptions { DataDirectory = data.File("connectors") }).WithJira(configuration).WithProviders(configuration);

    private static PolicyOptions Policy(AegisOptions options, DataDirectory data) =>
        new() { Path = options.PolicyFile is { } path ? Path.GetFullPath(path) : data.File("policy.json"), MayBeMissing = options.PolicyFile is null };

    /// <summary>Beside its own section, the names other programs know.</summary>
    private static LlmOptions Llm(IConfiguration configuration)
    {
        var named = new LlmOptions
        {
            OpenAIKey = configuration["OPENAI_API_KEY"]?.Trim(),
            OpenAIUrl = configuration["OPENAI_BASE_URL"]?.Trim(),
            AnthropicKey = configuration["ANTHROPIC_API_KEY"]?.Trim(),
            AnthropicUrl = configuration["ANTHROPIC_BASE_URL"]?.Trim(),
        };
        named.OpenAIModel = configuration["OPENAI_MODEL"]?.Trim() ?? named.OpenAIModel;
        named.AnthropicModel = configuration["ANTHROPIC_MODEL"]?.Trim() ?? named.AnthropicModel;
        return configuration.Bind(LlmOptions.Section, named);
    }

    private static DashboardOptions Dashboard(AegisOptions options, IConfiguration configuration, GridOptions grid, DataDirectory data, AdminKey adminKey)
    {
        var dashboard = new DashboardOptions { AdminKey = adminKey.Value, KeysDirectory = data.File("console-keys"), AllowsSimulation = grid.AllowsSimulation };
        dashboard.AllowedHosts = dashboard.AllowedHosts.AddRange(options.AllowedHosts);
        configuration.Bind("Proxy", dashboard.Proxy);
        return dashboard;
    }

    // Code in replies calls the address this process really listens on, unless a proxy's is configured; a wildcard is none to call.
    private static void NamePublicUrl(IServiceProvider services)
    {
        if (services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address)
            services.GetRequiredService<GridOptions>().PublicUrl =
                address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).TrimEnd('/');
    }

    private static void NameConnectors(IServiceProvider services)
    {
        IConnector[] connectors = [services.GetRequiredService<IBilling>(), services.GetRequiredService<ITickets>(), services.GetRequiredService<IMail>()];
        services.GetRequiredService<DashboardOptions>().Connectors = 
        [
            .. connectors.Select(connector => new ConsoleConnector(connector.Name, connector.IsSandbox)),
            .. services.GetServices<ILanguageModel>().Select(model => new ConsoleConnector(model.Name, IsSandbox: false)),
        ];
    }
}
