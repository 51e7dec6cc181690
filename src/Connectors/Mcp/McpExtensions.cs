using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Connectors.Mcp;

/// <summary>Registers the MCP servers that are configured: <see cref="McpServers"/>, and <see cref="IDocsServer"/> where there is one.</summary>
public static class McpExtensions
{
    /// <exception cref="ArgumentException">An option is wrong; the message names its key and the mend.</exception>
    public static IServiceCollection AddAegisMcp(this IServiceCollection services, McpOptions options)
    {
        options.ThrowIfInvalid();
        services.AddSingleton(options);
        if (options.Docs.IsSet)
            services.AddSingleton<IDocsServer>(provider => new McpDocs(
                provider.GetRequiredService<McpServers>().Own(new McpServer("docs", options.Docs,
                    provider.GetRequiredService<TimeProvider>(), provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance)),
                options.Docs));
        return services;
    }
}
