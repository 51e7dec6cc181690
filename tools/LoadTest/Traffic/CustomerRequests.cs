using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aegis.Behaviours;

namespace Aegis.LoadTest.Traffic;

/// <summary>The HTTP requests of one customer. A repeat of an operation carries the same Idempotency-Key and the same event ids.</summary>
internal static class CustomerRequests
{
    private const string Collection = "/api/customers";

    public static HttpRequestMessage SignUp(string id, CustomerOperation.SignUp who) =>
        Post(Collection, id, new { id, company = who.Company, email = who.Email, techStack = new[] { who.TechStack } });

    public static HttpRequestMessage Say(string id, string text, string operationId) => Post($"{Collection}/{id}/messages", operationId, new { text });

    public static HttpRequestMessage IssueKey(string id, string environment, string operationId) => Post($"{Collection}/{id}/keys", operationId, new { environment });

    public static HttpRequestMessage RevealKey(string id, string keyId, string operationId) => Post($"{Collection}/{id}/keys/{keyId}/reveal", operationId, new { });

    public static HttpRequestMessage Keys(string id) => Get($"{Collection}/{id}/keys");

    public static HttpRequestMessage Customer(string id) => Get($"{Collection}/{id}");

    public static HttpRequestMessage Health(string id) => Get($"{Collection}/{id}/health");

    public static HttpRequestMessage Actions(string id) => Get($"{Collection}/{id}/actions");

    public static HttpRequestMessage Conversation(string id) => Get($"{Collection}/{id}/conversation");

    public static HttpRequestMessage CallProduct(string secret, bool wellFormed)
    {
        var request = Get("/sandbox/v2/customers");
        request.Headers.Authorization = wellFormed
            ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{secret}:")))
            : new("Bearer", secret);
        return request;
    }

    public static HttpRequestMessage Report(IEnumerable<string> lines) => new(HttpMethod.Post, "/api/activity")
    {
        Content = new StringContent(string.Join('\n', lines), Encoding.UTF8, new MediaTypeHeaderValue("application/x-ndjson")),
    };

    /// <summary>One event as a line of NDJSON.</summary>
    public static string Line(string customerId, string eventId, ProductCall call, DateTimeOffset now) => JsonSerializer.Serialize(
        new { customerId, id = eventId, endpoint = call.Endpoint, status = call.Status, at = now - call.Age, latencyMs = call.LatencyMs, reason = call.Reason });

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Post(string path, string operationId, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("Idempotency-Key", operationId);
        return request;
    }
}
