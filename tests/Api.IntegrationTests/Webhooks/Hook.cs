using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Api.IntegrationTests.Webhooks;

/// <summary>A webhook as a provider sends it, or as somebody else would like to.</summary>
/// <param name="SentAt">The time that is signed, where one is.</param>
internal sealed record Hook(string Provider, string Body, DateTimeOffset SentAt, string Secret = WebhookGrid.Secret)
{
    /// <summary>The body that is sent instead of the signed one.</summary>
    public string? Instead { get; init; }

    public bool Unsigned { get; init; }

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/webhooks/{Provider}") { Content = new StringContent(Instead ?? Body, Encoding.UTF8, "application/json") };
        if (!Unsigned)
            foreach (var (name, value) in Headers())
                request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private (string Name, string Value)[] Headers()
    {
        var seconds = SentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var stamp = SentAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Provider switch
        {
            "stripe" => [("Stripe-Signature", $"t={seconds},v1={Convert.ToHexStringLower(Hmac($"{seconds}.{Body}"))},v0=ab")],
            "jira" => [("X-Hub-Signature", $"sha256={Convert.ToHexStringLower(Hmac(Body))}")],
            "zendesk" => [("X-Zendesk-Webhook-Signature", Convert.ToBase64String(Hmac(stamp + Body))), ("X-Zendesk-Webhook-Signature-Timestamp", stamp)],
            _ => [("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"chargebee:{Secret}"))}")],
        };
    }

    private byte[] Hmac(string signed) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(signed));
}
