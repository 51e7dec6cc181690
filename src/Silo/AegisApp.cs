using Aegis.Silo.Commands;
using Aegis.Silo.Data;
using Aegis.Silo.Hosts;
using Aegis.Silo.Settings;
using Aegis.Silo.Startup;
using Aegis.Silo.Telemetry;

namespace Aegis.Silo;

/// <summary>Composes the program. Tests build the same application in process, on port 0 and a directory of their own.</summary>
public static class AegisApp
{
    /// <param name="args">What follows <c>aegis run</c> on the command line.</param>
    /// <exception cref="SettingException">A setting is missing or wrong.</exception>
    public static WebApplication Build(string[] args) => Build(RunCommand.Settings(RunCommand.Create().Parse(args)));

    /// <param name="settings">Settings of the command line by configuration key; the other sources are read beneath them.</param>
    public static WebApplication Build(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = CreateBuilder();
        builder.Configuration.AddAegisSettings(settings);
        builder.Services.AddHostedService<Announcement>();
        return Compose(builder, _ => { });
    }

    /// <summary>The same program with these settings and no others, so that it reaches nothing outside that they do not name; it announces nothing.</summary>
    /// <param name="replace">Puts services of the caller's own, such as a clock, in the place of the program's.</param>
    /// <exception cref="SettingException">A setting is missing or wrong.</exception>
    public static WebApplication BuildApart(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection> replace)
    {
        var builder = CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        return Compose(builder, replace);
    }

    private static WebApplicationBuilder CreateBuilder() => WebApplication.CreateEmptyBuilder(new WebApplicationOptions
    {
        ApplicationName = "aegis",
        ContentRootPath = AppContext.BaseDirectory,
    });

    private static WebApplication Compose(WebApplicationBuilder builder, Action<IServiceCollection> replace)
    {
        var options = SettingsReader.Read(builder.Configuration);
        var isSandbox = (options.Roles & Roles.Sandboxes) != 0;
        if (!isSandbox)
            options.CheckHost();
        var data = DataDirectory.Open(options.Data);

        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(options).AddSingleton(_ => data);
        builder.AddServer(options.Urls);
        builder.Services.AddOtlpExport(OtlpOptions.Read(builder.Configuration), options.Roles);
        _ = isSandbox ? builder.AddSandboxRole(options, data) : builder.AddGridRole(options, data);
        replace(builder.Services);

        var app = builder.Build();
        // Made by the container, so that it lets go of the directory with the application.
        _ = app.Services.GetRequiredService<DataDirectory>();
        app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<StartGate>().Passed = true);
        return isSandbox ? app.MapSandboxRole(options) : app.MapGridRole(options);
    }
}
