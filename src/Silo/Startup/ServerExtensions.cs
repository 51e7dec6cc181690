using Microsoft.Extensions.Logging.Console;

namespace Aegis.Silo.Startup;

/// <summary>The HTTP server and the logs.</summary>
public static class ServerExtensions
{
    public static WebApplicationBuilder AddServer(this WebApplicationBuilder builder, string urls)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(urls);
        builder.Services.AddRouting();
        // A connection that will not end must not hold up a restart.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.Logging
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Orleans", LogLevel.Warning)
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        // Standard output is for people: addresses, the first key, the sign-in link. Logs go beside it and never hold those.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddStartGate(builder.Services);
        return builder;
    }

    // A start that fails is told once, in words, by the command; the host and the server would add their stack traces.
    private static void AddStartGate(this ILoggingBuilder logging, IServiceCollection services)
    {
        var gate = new StartGate();
        services.AddSingleton(gate);
        foreach (var category in new[] { "Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel" })
            logging.AddFilter(category, level => gate.Passed && level >= LogLevel.Warning);
    }
}

/// <summary>Whether the program has started.</summary>
public sealed class StartGate
{
    public bool Passed { get; set; }
}
