using Aegis.Api.Http;
using Aegis.Api.Json;
using Aegis.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Sandbox;

/// <summary>The product's own small API: it authenticates with issued keys and speaks the product's dialect, errors included.</summary>
internal static class SandboxEndpoints
{
    private static readonly TimeSpan RatePause = TimeSpan.FromSeconds(1);

    public static void MapSandbox(this WebApplication app)
    {
        var group = app.MapGroup("/sandbox").WithTags("Product sandbox").Around(RouteIds.CheckAsync);
        foreach (var path in (string[])["/v2/customers", "/{site}/v2/customers"])
        {
            group.MapGet(path, ListAsync).WithSummary("The site's customers; Basic authentication, an issued key as user name.").Produces<SiteList>().Produces<SiteError>(401);
            group.MapPost(path, AddAsync).WithSummary("Adds a customer to the site; form fields or JSON: id, first_name, last_name, email.").Produces<SiteEntry>().Produces<SiteError>(401);
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, SandboxDoor door)
    {
        var (verdict, site) = await door.KnockAsync(context.Request, context.GetRouteValue("site") as string);
        if (site is null)
            return Refuse(context, verdict);
        var customers = await site.ListCustomersAsync(door.Actor);
        if (!customers.Ok)
            return Refuse(context, customers.Refusal);
        return TypedResults.Json(new SiteList([.. customers.Value.Select(c => new SiteEntry(SiteCustomerView.Of(c)))]), ApiJson.Wire.SiteList);
    }

    private static async Task<IResult> AddAsync(HttpContext context, SandboxDoor door)
    {
        // Read before the verdict: a body that cannot be read is no call.
        var fields = await SiteFields.ReadAsync(context);
        var (verdict, site) = await door.KnockAsync(context.Request, context.GetRouteValue("site") as string);
        if (site is null)
            return Refuse(context, verdict);
        var added = await site.AddCustomerAsync(door.Actor, fields.Id, fields.FirstName, fields.LastName, fields.Email);
        return added.Ok
            ? TypedResults.Json(new SiteEntry(SiteCustomerView.Of(added.Value)), ApiJson.Wire.SiteEntry)
            : Refuse(context, added.Refusal);
    }

    private static IResult Refuse(HttpContext context, SandboxVerdict verdict)
    {
        if (verdict.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"sandbox\"";
        if (verdict.Status == StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling((verdict.RetryAfter ?? RatePause).TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (type, code) = verdict.Status switch
        {
            StatusCodes.Status401Unauthorized => ("operation_failed", "api_authentication_failed"),
            StatusCodes.Status403Forbidden => ("operation_failed", "api_authorization_failed"),
            StatusCodes.Status429TooManyRequests => ("operation_failed", "api_request_limit_exceeded"),
            >= StatusCodes.Status500InternalServerError => ("operation_failed", "internal_error"),
            _ => ("operation_failed", "request_blocked"),
        };
        return Error(new(verdict.Message, type, code, verdict.Status));
    }

    private static IResult Refuse(HttpContext context, Refusal refusal)
    {
        if (refusal.Kind == RefusalKind.TooMany)
            return Refuse(context, new SandboxVerdict(StatusCodes.Status429TooManyRequests, null, refusal.Message, null));
        return refusal.Kind == RefusalKind.Conflict
            ? Error(new(refusal.Message, "invalid_request", "duplicate_entry", StatusCodes.Status400BadRequest, refusal.Field ?? "id"))
            : Error(new(refusal.Message, "invalid_request", "param_wrong_value", StatusCodes.Status400BadRequest, refusal.Field));
    }

    private static IResult Error(SiteError error) => TypedResults.Json(error, ApiJson.Wire.SiteError, statusCode: error.HttpStatusCode);
}
