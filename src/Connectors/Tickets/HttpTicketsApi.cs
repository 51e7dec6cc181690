using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Tickets;

/// <summary>Tickets over HTTP, in the manner of Jira REST v3.</summary>
internal sealed class HttpTicketsApi(ConnectionOptions options, TimeProvider time, AuthenticationHeaderValue? authorization = null) : ITicketsApi, IDisposable
{
    private const string Issues = "rest/api/3/issue";

    private readonly ProviderHttp _http = new(options, time, ReadError, authorization: authorization);
    private readonly string _address = options.Url!.TrimEnd('/');

    public async Task<Answer<CreatedIssue>> CreateIssueAsync(NewIssue issue, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var fields = new WireFields(new WireName(Key: issue.ProjectKey), issue.Summary, AdfText.ToDocument(issue.Description), new WireName("Task"),
            issue.Priority is null ? null : new WireName(issue.Priority), Labels: issue.Labels);
        var body = new WireIssue(Fields: fields, Properties: TicketsWire.Given(TicketsWire.ReferenceProperty, issue.Reference));
        var (made, headers) = await _http.SendAsync<WireIssue>(HttpMethod.Post, Issues, Content(body), TicketsWire.Json, cancellationToken,
            (TicketsWire.KeyHeader, idempotencyKey));
        return new Answer<CreatedIssue>(new CreatedIssue(Required(made.Id), Required(made.Key), Browse(made.Key)), Replayed(headers));
    }

    public async Task<Answer<IssueComment>> AddCommentAsync(string issueKey, NewComment comment, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var body = new WireComment(Body: AdfText.ToDocument(comment.Text),
            Properties: comment.Operation is { } operation ? [new WireProperty(TicketsWire.OperationProperty, operation)] : []);
        var (made, headers) = await _http.SendAsync<WireComment>(HttpMethod.Post, $"{Issue(issueKey)}/comment?expand=properties", Content(body),
            TicketsWire.Json, cancellationToken, (TicketsWire.KeyHeader, idempotencyKey));
        return new Answer<IssueComment>(ToComment(made), Replayed(headers));
    }

    public async Task<Issue> GetIssueAsync(string issueKey, CancellationToken cancellationToken) =>
        ToIssue((await _http.SendAsync<WireIssue>(HttpMethod.Get, $"{Issue(issueKey)}?properties={TicketsWire.ReferenceProperty}", null, TicketsWire.Json, cancellationToken)).Body);

    public async Task<IReadOnlyList<IssueComment>> GetCommentsAsync(string issueKey, CancellationToken cancellationToken)
    {
        var (body, _) = await _http.SendAsync<WireComments>(HttpMethod.Get, $"{Issue(issueKey)}/comment?expand=properties&maxResults=5000", null,
            TicketsWire.Json, cancellationToken);
        return [.. Required(body.Comments).Select(ToComment)];
    }

    public async Task<IReadOnlyList<Issue>> FindByLabelAsync(string label, CancellationToken cancellationToken)
    {
        var jql = Uri.EscapeDataString($"labels = \"{label}\" ORDER BY created ASC");
        var (body, _) = await _http.SendAsync<WireSearch>(HttpMethod.Get, $"rest/api/3/search/jql?jql={jql}&fields=*all", null, TicketsWire.Json, cancellationToken);
        return [.. Required(body.Issues).Select(ToIssue)];
    }

    public void Dispose() => _http.Dispose();

    private static string Issue(string issueKey) => $"{Issues}/{Uri.EscapeDataString(issueKey)}";

    private string Browse(string? issueKey) => $"{_address}/browse/{issueKey}";

    private static JsonContent Content<T>(T body) => JsonContent.Create(body, options: TicketsWire.Json);

    private static bool Replayed(HttpResponseHeaders headers) =>
        headers.TryGetValues(TicketsWire.ReplayedHeader, out var values) && values.Contains("true");

    private static T Required<T>(T? part) where T : class => part ?? throw new JsonException("The answer lacks a part.");

    private Issue ToIssue(WireIssue wire)
    {
        var fields = Required(wire.Fields);
        return new Issue(Required(wire.Id), Required(wire.Key), Browse(wire.Key), fields.Summary ?? "", AdfText.FromDocument(fields.Description),
            fields.Status?.Name ?? "", fields.Priority?.Name ?? "", fields.Labels ?? [], TicketsWire.Time(fields.Created),
            TicketsWire.TextHeld(wire.Properties, TicketsWire.ReferenceProperty));
    }

    private static IssueComment ToComment(WireComment wire) => new(Required(wire.Id), wire.Author?.DisplayName ?? "", AdfText.FromDocument(wire.Body),
        TicketsWire.Text(TicketsWire.Property(wire.Properties, TicketsWire.OperationProperty)), TicketsWire.Time(wire.Created));

    private static (string, string, string?) ReadError(JsonElement body)
    {
        var errors = body.Deserialize<WireErrors>(TicketsWire.Json);
        return errors switch
        {
            { Errors: { Count: > 0 } fields } => ("invalid", string.Join("; ", fields.Select(field => $"{field.Key}: {field.Value}")), fields.Keys.First()),
            { ErrorMessages: { Count: > 0 } messages } => ("failed", string.Join("; ", messages), null),
            _ => ("unknown", "no reason given", null),
        };
    }
}
