using System.Diagnostics;
using Aegis.Connectors.Mcp;
using Aegis.Connectors.Tickets;
using Aegis.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Connectors.IntegrationTests.Jira;

/// <summary>Tickets kept by the Jira double, through an MCP server that is not ours and by REST.</summary>
public sealed class JiraRig : IAsyncDisposable
{
    private const string Package = "@nexus2520/jira-mcp-server";

    private readonly ServiceProvider _services;

    private JiraRig(JiraDouble jira, ServiceProvider services)
    {
        Jira = jira;
        _services = services;
    }

    public static readonly NewTicket Problem = new("default/acme", "API calls fail", "401 in 20 of 100 calls\nsince noon", "High", ["aegis", "error debugging"]);

    public JiraDouble Jira { get; }

    public ITickets Tickets => _services.GetRequiredService<ITickets>();

    /// <summary>The program of the MCP server that runs now.</summary>
    public int ProcessId => _services.GetRequiredService<McpServers>().All.Single(server => server.Name == "jira").ProcessId.ShouldNotBeNull();

    public static async Task<JiraRig> StartAsync(bool mcp = true, Action<TicketsConnectionOptions>? configure = null)
    {
        var jira = await JiraDouble.StartAsync();
        var options = new ConnectorOptions { DataDirectory = Path.GetTempPath() };
        var settings = options.Tickets.Jira;
        (settings.Url, settings.Username, settings.ApiToken, settings.BaseUrl) = (jira.Url, JiraDouble.Username, JiraDouble.ApiToken, "https://acme.atlassian.net/");
        settings.SettleTime = TimeSpan.FromMilliseconds(10);
        settings.Mcp.Timeout = TimeSpan.FromSeconds(5);
        settings.Mcp.Command = mcp ? "node" : "none";
        settings.Mcp.Arguments = mcp ? [NodePackages.Program(Package)] : [];
        options.Tickets.Retries = 0;
        configure?.Invoke(options.Tickets);
        return new JiraRig(jira, new ServiceCollection().AddSingleton(TimeProvider.System).AddAegisConnectors(options).BuildServiceProvider());
    }

    public async Task KillAsync()
    {
        using var process = Process.GetProcessById(ProcessId);
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task StopAsync()
    {
        using var process = Process.Start("kill", ["-STOP", $"{ProcessId}"]);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Jira.DisposeAsync();
    }
}
