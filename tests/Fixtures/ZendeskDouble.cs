using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Aegis.Fixtures;

/// <summary>Zendesk as far as Aegis calls it: tickets with an idempotency key, replies without one but bound to a stamp.</summary>
public sealed partial class ZendeskDouble : ProviderDouble
{
    public const string User = "agent@acme.example";
    public const string Token = "zendesk-token";

    private static readonly string Credential = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}/token:{Token}"))}";

    private readonly List<JsonObject> _tickets = [];
    private readonly Dictionary<long, List<JsonObject>> _audits = [];
    private readonly Dictionary<string, ProviderAnswer> _answers = [];
    private DateTimeOffset _time = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);
    private long _id = 100;

    public IReadOnlyList<JsonObject> Tickets => _tickets;

    /// <summary>The replies to a ticket, without its description.</summary>
    public IReadOnlyList<string> Replies(string key) =>
        [.. _audits[long.Parse(key[3..], CultureInfo.InvariantCulture)].Skip(1).Select(audit => audit["events"]![0]!["body"]!.GetValue<string>())];

    /// <summary>An agent writes to a ticket.</summary>
    public void Write(string key, string text) =>
        Audit(_tickets.Single(ticket => $"ZD-{ticket["id"]}" == key), text, null);

    protected override ProviderAnswer Handle(ProviderRequest request)
    {
        if (request.Headers.GetValueOrDefault("Authorization") != Credential)
            return new(401, """{"error":"Couldn't authenticate you"}""");
        if (request is { Path: "/api/v2/tickets", Method: "GET" })
            return Ok("tickets", new JsonArray([.. _tickets.Where(ticket => ticket["external_id"]!.GetValue<string>() == request.Query["external_id"]).Select(ticket => ticket.DeepClone())]));
        if (request is { Path: "/api/v2/tickets", Method: "POST" })
            return Create(request);
        var match = TicketPath().Match(request.Path);
        if (!match.Success || _tickets.Find(ticket => ticket["id"]!.ToString() == match.Groups["id"].Value) is not { } found)
            return new(404, """{"error":"RecordNotFound","description":"Not found"}""");
        return match.Groups["audits"].Success ? Audits(found) : request.Changes ? Reply(found, request) : Ok("ticket", found.DeepClone());
    }

    private ProviderAnswer Create(ProviderRequest request)
    {
        var key = request.Headers["Idempotency-Key"];
        if (_answers.TryGetValue(key, out var known))
            return known with { Headers = [("x-idempotency-lookup", "hit")] };
        var asked = JsonNode.Parse(request.Body)!["ticket"]!;
        var ticket = new JsonObject
        {
            ["id"] = ++_id, ["subject"] = asked["subject"]!.GetValue<string>(), ["description"] = asked["comment"]!["body"]!.GetValue<string>(), ["status"] = "new",
            ["priority"] = asked["priority"]!.GetValue<string>(), ["external_id"] = asked["external_id"]!.GetValue<string>(), ["tags"] = asked["tags"]!.DeepClone(),
            ["created_at"] = Now(), ["updated_at"] = Now(),
        };
        _tickets.Add(ticket);
        Audit(ticket, asked["comment"]!["body"]!.GetValue<string>(), asked["metadata"]);
        return _answers[key] = Ok("ticket", ticket.DeepClone()) with { Status = 201, Headers = [("x-idempotency-lookup", "miss")] };
    }

    private ProviderAnswer Reply(JsonObject ticket, ProviderRequest request)
    {
        var asked = JsonNode.Parse(request.Body)!["ticket"]!;
        if (asked["safe_update"]?.GetValue<bool>() == true && asked["updated_stamp"]!.GetValue<string>() != ticket["updated_at"]!.GetValue<string>())
            return new(409, """{"error":"UpdateConflict","description":"Safe Update prevented the update due to outdated ticket data."}""");
        return Ok("audit", Audit(ticket, asked["comment"]!["body"]!.GetValue<string>(), asked["metadata"]).DeepClone());
    }

    private ProviderAnswer Audits(JsonObject ticket) => new(200, new JsonObject
    {
        ["audits"] = new JsonArray([.. _audits[ticket["id"]!.GetValue<long>()].Select(audit => audit.DeepClone())]),
        ["users"] = new JsonArray(new JsonObject { ["id"] = 7, ["name"] = "Agent Ada" }),
        ["next_page"] = null,
    }.ToJsonString());

    private JsonObject Audit(JsonObject ticket, string text, JsonNode? metadata)
    {
        var audit = new JsonObject
        {
            ["id"] = ++_id, ["created_at"] = Now(), ["author_id"] = 7,
            ["metadata"] = new JsonObject { ["system"] = new JsonObject { ["client"] = "double" }, ["custom"] = metadata?["custom"]?.DeepClone() ?? new JsonObject() },
            ["events"] = new JsonArray(new JsonObject { ["id"] = ++_id, ["type"] = "Comment", ["body"] = text, ["author_id"] = 7 }),
        };
        var id = ticket["id"]!.GetValue<long>();
        if (!_audits.TryGetValue(id, out var known))
            _audits[id] = known = [];
        known.Add(audit);
        _time += TimeSpan.FromSeconds(1);
        ticket["updated_at"] = Now();
        return audit;
    }

    private string Now() => _time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static ProviderAnswer Ok(string name, JsonNode part) => new(200, new JsonObject { [name] = part }.ToJsonString());

    [GeneratedRegex("^/api/v2/tickets/(?<id>[0-9]+)(?<audits>/audits)?$")]
    private static partial Regex TicketPath();
}
