using Aegis.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Webhooks;

/// <summary>
/// What providers tell Aegis by themselves. There is no key of ours in it: each proves who it is in its own way. 200 is taken
/// in, 202 concerns nobody here, 401 proves nothing, 404 is a provider without a secret.
/// </summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/webhooks").WithTags("Webhooks");
        group.MapPost("/stripe", StripeAsync).WithSummary("News of Stripe, signed by Stripe-Signature.").WithAnswers();
        group.MapPost("/chargebee", ChargebeeAsync).WithSummary("News of Chargebee, with Basic authentication.").WithAnswers();
        group.MapPost("/jira", JiraAsync).WithSummary("News of Jira, signed by X-Hub-Signature.").WithAnswers();
        group.MapPost("/zendesk", ZendeskAsync).WithSummary("News of Zendesk, signed by X-Zendesk-Webhook-Signature.").WithAnswers();
    }

    private static Task<IResult> StripeAsync(HttpContext context, WebhookDoor door) =>
        door.EnterAsync(context, door.Options.StripeSecret, (body, now) => Signatures.IsStripe(context.Request.Headers, body.Span, door.Options, now),
            (body, _) => BillingNews.OfStripe(body));

    private static Task<IResult> ChargebeeAsync(HttpContext context, WebhookDoor door) =>
        door.EnterAsync(context, door.Options.ChargebeePassword, (_, _) => Signatures.IsChargebee(context.Request.Headers, door.Options),
            (body, _) => BillingNews.OfChargebee(body));

    private static Task<IResult> JiraAsync(HttpContext context, WebhookDoor door) =>
        door.EnterAsync(context, door.Options.JiraSecret, (body, _) => Signatures.IsJira(context.Request.Headers, body.Span, door.Options), TicketNews.OfJira);

    private static Task<IResult> ZendeskAsync(HttpContext context, WebhookDoor door) =>
        door.EnterAsync(context, door.Options.ZendeskSecret, (body, now) => Signatures.IsZendesk(context.Request.Headers, body.Span, door.Options, now), TicketNews.OfZendesk);

    private static void WithAnswers(this RouteHandlerBuilder endpoint) => endpoint
        .Produces(StatusCodes.Status200OK).Produces(StatusCodes.Status202Accepted)
        .Produces<Problem>(StatusCodes.Status400BadRequest, Problem.ContentType).Produces<Problem>(StatusCodes.Status401Unauthorized, Problem.ContentType)
        .Produces<Problem>(StatusCodes.Status404NotFound, Problem.ContentType);
}
