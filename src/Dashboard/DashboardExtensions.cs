using Aegis.Dashboard.Components;
using Aegis.Dashboard.Export;
using Aegis.Dashboard.Grid;
using Aegis.Dashboard.SignIn;
using Aegis.Dashboard.StaticFiles;
using Aegis.Identity;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Aegis.Dashboard;

/// <summary>Adds the console to a host that provides IGrainFactory and IActorAuthority.</summary>
public static class DashboardExtensions
{
    private const int LargestMessage = 4 * 1024 * 1024;

    /// <exception cref="ArgumentException">An option cannot work.</exception>
    public static IServiceCollection AddAegisDashboard(this IServiceCollection services, DashboardOptions options)
    {
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<KnownIdentities>();
        services.AddSingleton(options)
            .AddSingleton<SignInCodes>()
            .AddSingleton<RequestGuard>()
            .AddSingleton<ConsoleAssets>()
            .AddSingleton<SharedGrid>()
            .AddSingleton<ProxySignIn>()
            .AddScoped<ConsoleUser>()
            .AddScoped(provider => new ConsoleGrid(
                provider.GetRequiredService<IGrainFactory>(), options, () => provider.GetRequiredService<ConsoleUser>().Actor, provider.GetRequiredService<ILogger<ConsoleGrid>>()))
            .AddSingleton<LiveUpdates>()
            .AddSingleton<FleetFigures>()
            .AddScoped<ConsoleScript>();
        services.AddConsoleSignIn(options);
        services.AddAntiforgery(o => o.Cookie.Name = "aegis_antiforgery");
        services.AddRazorComponents().AddInteractiveServerComponents(o => o.DetailedErrors = false)
            // What was shown ahead of the circuit comes back with its start, and a message may be long: the usual 32 kB would end the connection.
            .AddHubOptions(o => o.MaximumReceiveMessageSize = LargestMessage);
        return services;
    }

    /// <summary>Maps the console's pages at the root. Call it before other endpoints that authorize, so that its host check comes first.</summary>
    public static WebApplication MapAegisDashboard(this WebApplication app)
    {
        app.UseNotFoundPage();
        app.UseConsoleGuard();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseConsoleUser();
        app.UseAntiforgery();

        app.MapConsoleAssets();
        app.MapSignIn();
        app.MapExports();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = "'none'")
            .RequireAuthorization(ConsoleAuthentication.Policy)
            .WithMetadata(ConsoleEndpoint.Instance);
        return app;
    }
}
