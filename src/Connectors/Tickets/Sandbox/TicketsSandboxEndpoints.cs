using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aegis.Connectors.Calls;
using Aegis.Connectors.Sandboxes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Connectors.Tickets.Sandbox;

/// <summary>The ticket sandbox as a program: REST in the manner of Jira v3, and /_sandbox.</summary>
public static partial class TicketsSandboxEndpoints
{
    /// <exception cref="ArgumentException">An option is wrong; the message names its key and the mend.</exception>
    public static IServiceCollection AddTicketsSandbox(this IServiceCollection services, TicketsSandboxOptions options) =>
        services.AddTicketsSandbox(options, SandboxOptionsValidator.Section);

    /// <param name="section">The configuration section the options came from.</param>
    internal static IServiceCollection AddTicketsSandbox(this IServiceCollection services, TicketsSandboxOptions options, string section)
    {
        SandboxOptionsValidator.ThrowIfInvalid(options, section, TicketsSandbox.Names);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new TicketsSandbox(options, provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    public static WebApplication MapTicketsSandbox(this WebApplication app)
    {
        var sandbox = app.Services.GetRequiredService<TicketsSandbox>();
        ITicketsApi api = sandbox;
        var provider = app.MapProvider(sandbox.ApiKey, TicketsWire.Error);
        provider.MapAbout(sandbox);
        var rest = provider.MapGroup("/rest/api/3");
        rest.MapPost("/issue", (HttpRequest request) => CreateIssueAsync(api, request));
        rest.MapGet("/issue/{key}", async (string key, HttpRequest request, CancellationToken aborted) =>
            Results.Json(WithProperties(await api.GetIssueAsync(key, aborted), request), TicketsWire.Json));
        rest.MapPost("/issue/{key}/comment", (string key, HttpRequest request) => AddCommentAsync(api, key, request));
        rest.MapGet("/issue/{key}/comment", async (string key, CancellationToken aborted) => Comments(await api.GetCommentsAsync(key, aborted)));
        rest.MapGet("/search/jql", async (string? jql, HttpRequest request, CancellationToken aborted) =>
            Results.Json(new WireSearch([.. (await api.FindByLabelAsync(Label(jql), aborted)).Select(issue => ToWire(issue, request))], true), TicketsWire.Json));
        return app;
    }

    private static async Task<IResult> CreateIssueAsync(ITicketsApi api, HttpRequest request)
    {
        var body = await ReadAsync<WireIssue>(request);
        var fields = body.Fields ?? throw new ProviderException(400, "invalid", "data was not an object", "fields");
        if (fields.Project?.Key is not { } project)
            throw new ProviderException(400, "invalid", "Specify a valid project ID or key", "project");
        var asked = new NewIssue(project, fields.Summary ?? "", AdfText.FromDocument(fields.Description), fields.Priority?.Name, fields.Labels ?? [],
            TicketsWire.TextGiven(body.Properties, TicketsWire.ReferenceProperty));
        var answer = await api.CreateIssueAsync(asked, Key(request), request.HttpContext.RequestAborted);
        var made = new WireIssue(answer.Value.Id, answer.Value.Key, Self(request, answer.Value.Id));
        return Created(request, answer.Replayed, made);
    }

    private static async Task<IResult> AddCommentAsync(ITicketsApi api, string key, HttpRequest request)
    {
        var body = await ReadAsync<WireComment>(request);
        var asked = new NewComment(AdfText.FromDocument(body.Body), TicketsWire.Text(TicketsWire.Property(body.Properties, TicketsWire.OperationProperty)));
        var answer = await api.AddCommentAsync(key, asked, Key(request), request.HttpContext.RequestAborted);
        return Created(request, answer.Replayed, ToWire(answer.Value));
    }

    private static IResult Created(HttpRequest request, bool replayed, object body)
    {
        if (replayed)
            request.HttpContext.Response.Headers[TicketsWire.ReplayedHeader] = "true";
        return Results.Json(body, TicketsWire.Json, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Comments(IReadOnlyList<IssueComment> comments) =>
        Results.Json(new WireComments([.. comments.Select(ToWire)], 0, Math.Max(comments.Count, 50), comments.Count), TicketsWire.Json);

    private static async Task<T> ReadAsync<T>(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, TicketsWire.Json, request.HttpContext.RequestAborted)
                ?? throw new JsonException("The body is null.");
        }
        catch (JsonException wrong)
        {
            throw new ProviderException(400, "invalid", $"There was an error parsing JSON at {wrong.Path}. Check that your request body is valid.");
        }
    }

    private static string? Key(HttpRequest request) =>
        request.Headers.TryGetValue(TicketsWire.KeyHeader, out var key) ? key.ToString() : null;

    private static WireIssue ToWire(Issue issue, HttpRequest request) => new(issue.Id, issue.Key, Self(request, issue.Id), new WireFields(
        new WireName(Key: issue.Key[..issue.Key.LastIndexOf('-')]), issue.Summary, AdfText.ToDocument(issue.Description), new WireName("Task"),
        new WireName(issue.Priority), new WireName(issue.Status), issue.Labels, TicketsWire.Time(issue.Created)));

    /// <summary>As Jira answers when it is asked for the property; the others do not know it.</summary>
    private static WireIssue WithProperties(Issue issue, HttpRequest request) => ToWire(issue, request) with
    {
        Properties = request.Query["properties"] == TicketsWire.ReferenceProperty && issue.Reference is { } reference
            ? new JsonObject { [TicketsWire.ReferenceProperty] = reference }
            : null,
    };

    private static WireComment ToWire(IssueComment comment) => new(comment.Id, new WireName(DisplayName: comment.Author), AdfText.ToDocument(comment.Text),
        TicketsWire.Time(comment.Created), comment.Operation is { } operation ? [new WireProperty(TicketsWire.OperationProperty, operation)] : []);

    private static string Self(HttpRequest request, string id) => $"{request.Scheme}://{request.Host}/rest/api/3/issue/{id}";

    /// <summary>Of JQL the sandbox knows one question.</summary>
    private static string Label(string? jql) => LabelQuery().Match(jql ?? "") is { Success: true } match ? match.Groups["label"].Value
        : throw new ProviderException(400, "invalid", "The sandbox understands the JQL: labels = \"…\" [ORDER BY created ASC].");

    [GeneratedRegex("""^\s*labels\s*=\s*"(?<label>[^"\\]+)"(\s+ORDER\s+BY\s+created\s+ASC)?\s*$""", RegexOptions.IgnoreCase)]
    private static partial Regex LabelQuery();
}
