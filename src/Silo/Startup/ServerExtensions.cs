namespace Aegis.Silo.Startup;

/// <summary>The HTTP server and the logs.</summary>
public static class ServerExtensions
{
    public static WebApplicationBuilder AddServer(this WebApplicationBuilder builder, string urls)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(urls);
        builder.Services.AddRouting();
        builder.Logging
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddJsonConsole(json => json.UseUtcTimestamp = true);
        // Standard output is for people: addresses, the first key, the sign-in link. Logs go beside it and never hold those.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }
}
