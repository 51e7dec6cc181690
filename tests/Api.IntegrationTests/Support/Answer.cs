using System.Net;
using System.Text.Json.Nodes;

namespace Aegis.Api.IntegrationTests.Support;

/// <summary>A response read to its end.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, HttpResponseMessage Message)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? MediaType => Message.Content.Headers.ContentType?.MediaType;

    public string? Header(string name) => Message.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    /// <summary>Asserts a problem of this status and returns the fields it names.</summary>
    public IReadOnlyList<string> ShouldBeProblem(int status)
    {
        ((int)Status).ShouldBe(status, Body);
        MediaType.ShouldBe("application/problem+json", Body);
        Json["status"]!.GetValue<int>().ShouldBe(status);
        return Json["errors"] is JsonObject errors ? [.. errors.Select(e => e.Key)] : [];
    }

    public Answer ShouldBe(int status)
    {
        ((int)Status).ShouldBe(status, Body);
        return this;
    }
}

internal static class ClientExtensions
{
    public static async Task<Answer> AnswerAsync(this HttpClient client, HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await client.SendAsync(request, Patience.Token());
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public static Task<Answer> GetAnswerAsync(this HttpClient client, string path) => client.AnswerAsync(HttpMethod.Get, path);

    public static Task<Answer> PostAsync(this HttpClient client, string path, string json, params (string Name, string Value)[] headers) =>
        client.AnswerAsync(HttpMethod.Post, path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"), headers);

    public static Task<Answer> PatchAsync(this HttpClient client, string path, string json) =>
        client.AnswerAsync(HttpMethod.Patch, path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

    public static Task<Answer> ActivityAsync(this HttpClient client, string lines, params (string Name, string Value)[] headers) =>
        client.AnswerAsync(HttpMethod.Post, "/api/activity", new StringContent(lines, System.Text.Encoding.UTF8, "application/x-ndjson"), headers);
}
