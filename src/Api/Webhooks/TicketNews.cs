using System.Globalization;
using System.Text.Json;
using Aegis.News;

namespace Aegis.Api.Webhooks;

/// <summary>Reads what ticket systems send. Whose ticket it is, the ticket itself says.</summary>
internal static class TicketNews
{
    /// <summary>The news, or null when they are neither a comment nor a change of status that closes or opens.</summary>
    /// <param name="eventId">Of the signed bytes: what stands in headers could be changed by whoever sends them again.</param>
    public static ProviderNews? OfJira(JsonElement body, string eventId)
    {
        if (body.At("issue")?.Text("key") is not { } key || body.Number("timestamp") is not { } stamp)
            return null;
        var at = DateTimeOffset.FromUnixTimeMilliseconds(stamp);
        if (body.Text("webhookEvent") == "comment_created" && body.At("comment") is { } comment)
            return new("jira", eventId, ProviderNewsKind.TicketComment, key, at, comment.At("author")?.Text("displayName"), comment.Text("body"), comment.Text("id"));
        return body.Text("webhookEvent") == "jira:issue_updated" && HasStatusChange(body)
            ? new("jira", eventId, Kind(body.At("issue", "fields", "status", "statusCategory")?.Text("key") == "done"), key, at, body.At("user")?.Text("displayName"))
            : null;
    }

    /// <inheritdoc cref="OfJira"/>
    public static ProviderNews? OfZendesk(JsonElement body, string eventId)
    {
        if (body.At("detail")?.Text("id") is not { } number
            || !DateTimeOffset.TryParse(body.Text("time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return null;
        var key = $"ZD-{number}";
        return body.Text("type") switch
        {
            "zen:event-type:ticket.comment_added" when body.At("event", "comment") is { } comment =>
                new("zendesk", eventId, ProviderNewsKind.TicketComment, key, at, comment.At("author")?.Text("name"), comment.Text("body"), comment.Text("id")),
            "zen:event-type:ticket.status_changed" when body.At("event") is { } change && IsClosed(change.Text("current")) != IsClosed(change.Text("previous")) =>
                new("zendesk", eventId, Kind(IsClosed(change.Text("current"))), key, at),
            _ => null,
        };
    }

    private static ProviderNewsKind Kind(bool closed) => closed ? ProviderNewsKind.TicketClosed : ProviderNewsKind.TicketReopened;

    private static bool IsClosed(string? status) => status?.ToUpperInvariant() is "SOLVED" or "CLOSED";

    private static bool HasStatusChange(JsonElement body) =>
        body.At("changelog", "items") is { ValueKind: JsonValueKind.Array } items && items.EnumerateArray().Any(item => item.Text("field") == "status");
}
