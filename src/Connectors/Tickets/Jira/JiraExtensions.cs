using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using Aegis.Connectors.Calls;
using Aegis.Connectors.Mcp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Connectors.Tickets.Jira;

/// <summary>Registers <see cref="ITickets"/> kept by a real Jira.</summary>
internal static class JiraExtensions
{
    public static IServiceCollection AddJira(this IServiceCollection services, TicketsConnectionOptions options)
    {
        var jira = options.Jira.Completed();
        return services.AddSingleton<ITickets>(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            var roads = ImmutableArray.CreateBuilder<IJiraRoad>();
            if (jira.HasMcp)
            {
                var server = new McpServer("jira", jira.Mcp, time, provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance);
                roads.Add(new JiraMcp(server, jira));
                provider.GetRequiredService<McpServers>().Own(server);
            }

            if (jira.HasRest)
                roads.Add(new JiraRest(new HttpTicketsApi(Connection(options, jira), time, Authorization(jira)), new ConnectorCalls("tickets", options, time)));
            return new JiraTickets($"Jira ({new Uri(jira.LinkBase).Authority})", options.ProjectKey, jira, roads.ToImmutable(), time);
        });
    }

    private static ConnectionOptions Connection(TicketsConnectionOptions options, JiraSettings jira) => new() { Url = jira.Url, Timeout = options.Timeout };

    private static AuthenticationHeaderValue Authorization(JiraSettings jira) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{jira.Username}:{jira.ApiToken}")));
}
