using System.Globalization;
using Aegis.Connectors.Calls;
using Aegis.Connectors.Sandboxes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Connectors.Billing.Sandbox;

/// <summary>The billing sandbox as a program: REST in the manner of Chargebee v2, and /_sandbox.</summary>
public static class BillingSandboxEndpoints
{
    /// <exception cref="ArgumentException">An option is wrong; the message names its key and the mend.</exception>
    public static IServiceCollection AddBillingSandbox(this IServiceCollection services, SandboxOptions options) =>
        services.AddBillingSandbox(options, SandboxOptionsValidator.Section);

    /// <param name="section">The configuration section the options came from.</param>
    internal static IServiceCollection AddBillingSandbox(this IServiceCollection services, SandboxOptions options, string section)
    {
        SandboxOptionsValidator.ThrowIfInvalid(options, section, BillingSandbox.Names);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new BillingSandbox(options, provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    public static WebApplication MapBillingSandbox(this WebApplication app)
    {
        var sandbox = app.Services.GetRequiredService<BillingSandbox>();
        var provider = app.MapProvider(sandbox.ApiKey, BillingWire.Error);
        provider.MapAbout(sandbox);
        var api = provider.MapGroup("/api/v2");
        api.MapPost("/customers", (HttpRequest request) => CreateCustomerAsync(sandbox, request));
        api.MapPost("/customers/{customerId}/subscription_for_items", (string customerId, HttpRequest request) => CreateSubscriptionAsync(sandbox, customerId, request));
        api.MapGet("/subscriptions/{id}", async (string id, CancellationToken aborted) => Results.Json(
            new BillingEnvelope(Subscription: await Api(sandbox).GetSubscriptionAsync(id, aborted)), BillingWire.Json));
        return app;
    }

    private static IBillingApi Api(BillingSandbox sandbox) => sandbox;

    private static async Task<IResult> CreateCustomerAsync(BillingSandbox sandbox, HttpRequest request)
    {
        var form = await ReadFormAsync(request);
        var asked = new NewBillingCustomer(form("id"), form("company"), form("email"), form("meta_data"));
        var answer = await Api(sandbox).CreateCustomerAsync(asked, Key(request), request.HttpContext.RequestAborted);
        return Answered(request, answer.Replayed, new BillingEnvelope(Customer: answer.Value));
    }

    private static async Task<IResult> CreateSubscriptionAsync(BillingSandbox sandbox, string customerId, HttpRequest request)
    {
        var form = await ReadFormAsync(request);
        var asked = new NewBillingSubscription(form("id"), customerId, form("subscription_items[item_price_id][0]") ?? "", Seconds(form("trial_end")));
        var answer = await Api(sandbox).CreateSubscriptionAsync(asked, Key(request), request.HttpContext.RequestAborted);
        return Answered(request, answer.Replayed, new BillingEnvelope(Subscription: answer.Value));
    }

    private static IResult Answered(HttpRequest request, bool replayed, BillingEnvelope body)
    {
        if (replayed)
            request.HttpContext.Response.Headers[BillingWire.ReplayedHeader] = "true";
        return Results.Json(body, BillingWire.Json);
    }

    private static string? Key(HttpRequest request) =>
        request.Headers.TryGetValue(BillingWire.KeyHeader, out var key) ? key.ToString() : null;

    private static async Task<Func<string, string?>> ReadFormAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            throw new ProviderException(400, "invalid_request", "The body should be form fields.");
        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return name => form.TryGetValue(name, out var value) ? value.ToString() : null;
        }
        catch (InvalidDataException wrong)
        {
            throw new ProviderException(400, "invalid_request", wrong.Message);
        }
    }

    private static long? Seconds(string? value)
    {
        if (value is null)
            return null;
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253402300799 ? seconds
            : throw new ProviderException(400, "param_wrong_value", "trial_end : should be seconds since 1970", "trial_end");
    }
}
