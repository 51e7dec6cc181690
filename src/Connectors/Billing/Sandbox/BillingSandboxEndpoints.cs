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
        api.MapGet("/subscriptions", async (HttpRequest request, CancellationToken aborted) => Listed(
            await Api(sandbox).ListSubscriptionsAsync(OfCustomer(request), aborted), subscription => new BillingEnvelope(Subscription: subscription)));
        api.MapGet("/subscriptions/{id}", async (string id, CancellationToken aborted) => Results.Json(
            new BillingEnvelope(Subscription: await Api(sandbox).GetSubscriptionAsync(id, aborted)), BillingWire.Json));
        api.MapPost("/subscriptions/{id}/update_for_items", (string id, HttpRequest request) => UpdateSubscriptionAsync(sandbox, id, request));
        api.MapPost("/coupons/create_for_items", (HttpRequest request) => CreateCouponAsync(sandbox, request));
        api.MapPost("/promotional_credits/add", (HttpRequest request) => AddCreditAsync(sandbox, request));
        api.MapGet("/promotional_credits", async (HttpRequest request, CancellationToken aborted) => Listed(
            await Api(sandbox).ListCreditsAsync(OfCustomer(request), aborted), credit => new BillingEnvelope(PromotionalCredit: credit)));
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
        var asked = new NewBillingSubscription(form("id"), customerId, form(BillingWire.ItemPrice) ?? "", Number(form, "trial_end"));
        var answer = await Api(sandbox).CreateSubscriptionAsync(asked, Key(request), request.HttpContext.RequestAborted);
        return Answered(request, answer.Replayed, new BillingEnvelope(Subscription: answer.Value));
    }

    private static async Task<IResult> UpdateSubscriptionAsync(BillingSandbox sandbox, string id, HttpRequest request)
    {
        var form = await ReadFormAsync(request);
        var asked = new SubscriptionChange(form(BillingWire.ItemPrice), Number(form, "trial_end"), form(BillingWire.Coupon), form("meta_data"));
        var answer = await Api(sandbox).UpdateSubscriptionAsync(id, asked, Key(request), request.HttpContext.RequestAborted);
        return Answered(request, answer.Replayed, new BillingEnvelope(Subscription: answer.Value));
    }

    private static async Task<IResult> CreateCouponAsync(BillingSandbox sandbox, HttpRequest request)
    {
        var form = await ReadFormAsync(request);
        var asked = new NewBillingCoupon(form("id") ?? BillingTables.NewId(), Small(form, "discount_percentage") ?? 0,
            form("duration_type") == "limited_period" ? Small(form, "period") ?? 0 : null);
        var answer = await Api(sandbox).CreateCouponAsync(asked, Key(request), request.HttpContext.RequestAborted);
        return Answered(request, answer.Replayed, new BillingEnvelope(Coupon: answer.Value));
    }

    private static async Task<IResult> AddCreditAsync(BillingSandbox sandbox, HttpRequest request)
    {
        var form = await ReadFormAsync(request);
        var asked = new NewBillingCredit(
            form("customer_id") ?? "", Number(form, "amount") ?? 0, form("currency_code") ?? "", form("description") ?? "", form("reference"));
        var answer = await Api(sandbox).AddCreditAsync(asked, Key(request), request.HttpContext.RequestAborted);
        return Answered(request, answer.Replayed, new BillingEnvelope(PromotionalCredit: answer.Value));
    }

    private static IResult Listed<T>(IReadOnlyList<T> found, Func<T, BillingEnvelope> entry) =>
        Results.Json(new BillingPage([.. found.Select(entry)]), BillingWire.Json);

    private static string OfCustomer(HttpRequest request) =>
        request.Query[BillingWire.OfCustomer] is [{ Length: > 0 } customerId] ? customerId
            : throw new ProviderException(400, "param_wrong_value", $"{BillingWire.OfCustomer} : is missing", BillingWire.OfCustomer);

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

    /// <summary>A moment in seconds since 1970, or an amount in the smallest unit.</summary>
    private static long? Number(Func<string, string?> form, string field)
    {
        if (form(field) is not { } value)
            return null;
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 253402300799 ? number
            : throw new ProviderException(400, "param_wrong_value", $"{field} : should be a whole number", field);
    }

    private static int? Small(Func<string, string?> form, string field) => Number(form, field) is { } number ? (int)Math.Min(number, int.MaxValue) : null;
}
