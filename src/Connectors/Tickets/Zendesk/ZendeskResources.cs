using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aegis.Connectors.Tickets.Zendesk;

/// <summary>How Zendesk looks on the wire.</summary>
internal static class ZendeskWire
{
    public const string KeyHeader = "Idempotency-Key";
    public const string LookupHeader = "x-idempotency-lookup";

    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

internal sealed record ZendeskEnvelope(ZendeskTicket? Ticket = null, ZendeskAudit? Audit = null);

internal sealed record ZendeskTickets(IReadOnlyList<ZendeskTicket>? Tickets);

/// <param name="Users">Who wrote, side-loaded.</param>
internal sealed record ZendeskAudits(IReadOnlyList<ZendeskAudit>? Audits, IReadOnlyList<ZendeskUser>? Users, string? NextPage = null);

/// <summary>A ticket as it is asked for and as it is answered; what is null is not sent.</summary>
/// <param name="SafeUpdate">Refuse the update when the ticket changed since <paramref name="UpdatedStamp"/>.</param>
internal sealed record ZendeskTicket(long? Id = null, string? Subject = null, string? Description = null, string? Status = null, string? Priority = null,
    string? ExternalId = null, IReadOnlyList<string>? Tags = null, string? CreatedAt = null, string? UpdatedAt = null, ZendeskComment? Comment = null,
    ZendeskMetadata? Metadata = null, bool? SafeUpdate = null, string? UpdatedStamp = null);

internal sealed record ZendeskComment(string Body, bool Public = false);

/// <summary>What the API alone can write of an audit: neither agents nor customers can put it there.</summary>
internal sealed record ZendeskMetadata(ZendeskOurs? Custom);

/// <param name="AegisCustomer">On the first audit: whom the ticket was made for.</param>
internal sealed record ZendeskOurs(string? AegisOperation = null, string? AegisCustomer = null);

/// <param name="Metadata">Read leniently: others keep their own shapes in it.</param>
internal sealed record ZendeskAudit(long Id, string? CreatedAt, long? AuthorId, IReadOnlyList<ZendeskEvent>? Events, JsonElement? Metadata)
{
    public string? Ours(string name) =>
        Metadata is { ValueKind: JsonValueKind.Object } metadata && metadata.TryGetProperty("custom", out var custom)
        && custom.ValueKind == JsonValueKind.Object && custom.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

internal sealed record ZendeskEvent(long Id, string? Type, string? Body, long? AuthorId);

internal sealed record ZendeskUser(long Id, string? Name);
