using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Tickets.Zendesk;

/// <summary>Zendesk's ticketing API; errors are <see cref="ProviderException"/>.</summary>
internal sealed class ZendeskApi(TicketsConnectionOptions options, TimeProvider time) : IDisposable
{
    /// <summary>Of a ticket's audits so many pages of a hundred are read.</summary>
    private const int MostPages = 10;

    private readonly ProviderHttp _http = new(options, time, ReadError, authorization: Credential(options));

    /// <summary>Makes the ticket, once in two hours for a key.</summary>
    public async Task<Answer<ZendeskTicket>> CreateAsync(ZendeskTicket ticket, string idempotencyKey, CancellationToken cancellationToken)
    {
        var (body, headers) = await _http.SendAsync<ZendeskEnvelope>(HttpMethod.Post, "api/v2/tickets", Content(ticket), ZendeskWire.Json, cancellationToken,
            (ZendeskWire.KeyHeader, idempotencyKey));
        return new(body.Ticket ?? throw Missing("ticket"), headers.TryGetValues(ZendeskWire.LookupHeader, out var values) && values.Contains("hit"));
    }

    /// <summary>Changes the ticket; the answer is the audit of it.</summary>
    public async Task<ZendeskAudit> UpdateAsync(long id, ZendeskTicket change, CancellationToken cancellationToken)
    {
        var (body, _) = await _http.SendAsync<ZendeskEnvelope>(HttpMethod.Put, Ticket(id), Content(change), ZendeskWire.Json, cancellationToken);
        return body.Audit ?? throw Missing("audit");
    }

    public async Task<ZendeskTicket> GetAsync(long id, CancellationToken cancellationToken) =>
        (await _http.SendAsync<ZendeskEnvelope>(HttpMethod.Get, Ticket(id), null, ZendeskWire.Json, cancellationToken)).Body.Ticket ?? throw Missing("ticket");

    /// <summary>The tickets of that external id, oldest first.</summary>
    public async Task<IReadOnlyList<ZendeskTicket>> FindAsync(string externalId, CancellationToken cancellationToken)
    {
        var (body, _) = await _http.SendAsync<ZendeskTickets>(
            HttpMethod.Get, $"api/v2/tickets?external_id={Uri.EscapeDataString(externalId)}", null, ZendeskWire.Json, cancellationToken);
        return [.. (body.Tickets ?? throw Missing("tickets")).Where(ticket => ticket.ExternalId == externalId).OrderBy(ticket => ticket.Id)];
    }

    /// <summary>All that happened to the ticket, oldest first.</summary>
    public async Task<ZendeskAudits> GetAuditsAsync(long id, CancellationToken cancellationToken)
    {
        var (audits, users) = (new List<ZendeskAudit>(), new List<ZendeskUser>());
        for (var page = 1; page <= MostPages; page++)
        {
            var (body, _) = await _http.SendAsync<ZendeskAudits>(
                HttpMethod.Get, Text($"api/v2/tickets/{id}/audits?include=users&per_page=100&page={page}"), null, ZendeskWire.Json, cancellationToken);
            audits.AddRange(body.Audits ?? throw Missing("audits"));
            users.AddRange(body.Users ?? []);
            if (body.NextPage is null)
                break;
        }

        return new([.. audits.OrderBy(audit => audit.Id)], users);
    }

    public void Dispose() => _http.Dispose();

    private static AuthenticationHeaderValue Credential(TicketsConnectionOptions options) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}/token:{options.ApiKey}")));

    private static string Ticket(long id) => Text($"api/v2/tickets/{id}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static JsonContent Content(ZendeskTicket ticket) => JsonContent.Create(new ZendeskEnvelope(ticket), options: ZendeskWire.Json);

    private static JsonException Missing(string part) => new($"The answer holds no {part}.");

    /// <summary>{"error":"RecordInvalid","description":"…"} or {"error":{"title":"…","message":"…"}}.</summary>
    private static (string, string, string?) ReadError(JsonElement body)
    {
        var error = body.TryGetProperty("error", out var named) ? named : default;
        return error.ValueKind == JsonValueKind.Object
            ? (Part(error, "title") ?? "unknown", Part(error, "message") ?? "no reason given", null)
            : (error.ValueKind == JsonValueKind.String ? error.GetString()! : "unknown", Part(body, "description") ?? "no reason given", null);
    }

    private static string? Part(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
