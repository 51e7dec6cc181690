using Aegis.Api.Actions;
using Aegis.Api.Activity;
using Aegis.Api.Approvals;
using Aegis.Api.Connections;
using Aegis.Api.Conversations;
using Aegis.Api.Customers;
using Aegis.Api.Events;
using Aegis.Api.Http;
using Aegis.Api.Identity;
using Aegis.Api.Idempotency;
using Aegis.Api.Interventions;
using Aegis.Api.Json;
using Aegis.Api.Keys;
using Aegis.Api.Knowledge;
using Aegis.Api.Mcp;
using Aegis.Api.Metrics;
using Aegis.Api.Models;
using Aegis.Api.Monitoring;
using Aegis.Api.OpenApi;
using Aegis.Api.Policy;
using Aegis.Api.Sandbox;
using Aegis.Api.Security;
using Aegis.Api.Simulation;
using Aegis.Api.Status;
using Aegis.Api.Webhooks;
using Aegis.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Api;

/// <summary>Composes the HTTP surface: REST, live events and the product sandbox. Needs IGrainFactory, IActorAuthority and IKeyHasher.</summary>
public static class ApiExtensions
{
    private const string Policy = "aegis-api";

    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static IServiceCollection AddAegisApi(this IServiceCollection services, ApiOptions options)
    {
        options.Validate();
        services.AddAegisStatus();
        services.AddSingleton(options);
        services.AddSingleton<AdminKey>();
        services.TryAddSingleton<KnownIdentities>();
        services.AddSingleton<Credentials>();
        services.AddSingleton<OwnerCache>();
        services.AddSingleton<SandboxDoor>();
        services.AddSingleton<WebhookDoor>();
        services.AddExceptionHandler<FaultHandler>();
        // The core alone: the rest of authentication would keep cookie keys on disk, and there are no cookies here.
        services.AddAuthenticationCore(schemes => schemes.AddScheme<ApiKeyHandler>(ApiKeyHandler.SchemeName, null));
        services.AddWebEncoders().AddTransient<ApiKeyHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(ApiKeyHandler.SchemeName).RequireAuthenticatedUser());
        services.ConfigureHttpJsonOptions(json =>
        {
            ApiJson.Configure(json.SerializerOptions);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        return services.AddApiDescription();
    }

    public static WebApplication MapAegisApi(this WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseWhen(IsOurs, ours => ours.UseStatusCodePages(pages => Problem.Of(pages.HttpContext.Response.StatusCode).WriteAsync(pages.HttpContext)));

        var api = app.MapGroup("/api").RequireAuthorization(Policy);
        var plain = api.MapGroup("").Around(RouteIds.CheckAsync).Around(AccessRules.CheckAsync);
        plain.MapActivity();
        plain.MapSessions();
        var small = api.MapGroup("").Around(IdempotencyStep.InvokeAsync).Around(KeyFilling.InvokeAsync).Around(OnceTold.InvokeAsync)
            .Around(RouteIds.CheckAsync).Around(AccessRules.CheckAsync);
        small.MapCustomers();
        small.MapKeys();
        small.MapConversations();
        small.MapModels();
        small.MapActions();
        small.MapInterventions();
        small.MapApprovals();
        small.MapPolicy();
        small.MapMcp();
        small.MapConnectors();
        small.MapMonitor();
        small.MapEvents();
        small.MapSimulation();
        small.MapSandboxFaults();
        small.MapIdentity();

        app.MapWebhooks();
        app.MapSandbox();
        app.MapKnowledge();
        app.MapApiDescription();
        return app.MapAegisStatus();
    }

    /// <summary>Health and metrics alone, for a process without the API.</summary>
    public static IServiceCollection AddAegisStatus(this IServiceCollection services)
    {
        services.AddRouting();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MetricsCollector>();
        return services;
    }

    /// <inheritdoc cref="AddAegisStatus"/>
    public static WebApplication MapAegisStatus(this WebApplication app)
    {
        // Listens from the start, not from the first scrape.
        app.Services.GetRequiredService<MetricsCollector>();
        app.MapStatus();
        app.MapMetrics();
        return app;
    }

    private static bool IsOurs(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/sandbox") || context.Request.Path.StartsWithSegments("/knowledge");
}
