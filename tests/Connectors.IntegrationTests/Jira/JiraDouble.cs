using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aegis.Connectors.IntegrationTests.Jira;

/// <summary>A small Jira: REST v3 over loopback, with Basic authentication and no idempotency. What it was asked is counted.</summary>
public sealed class JiraDouble : IAsyncDisposable
{
    public const string Username = "robot@example.com";
    public const string ApiToken = "an-api-token-of-jira";

    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<JsonObject> _issues = [];
    private readonly TaskCompletionSource _held = new();

    private JiraDouble(WebApplication app)
    {
        _app = app;
        app.Use(AuthorizeAsync);
        app.MapPost("/rest/api/3/issue", CreateAsync);
        app.MapGet("/rest/api/3/issue/{key}", (string key) => Find(key) is { } issue ? Results.Text(issue.ToJsonString(), "application/json") : Missing());
        app.MapPost("/rest/api/3/issue/{key}/comment", CommentAsync);
        app.MapGet("/rest/api/3/issue/{key}/comment", (string key) => Find(key) is { } issue ? Results.Text(issue["fields"]!["comment"]!.ToJsonString(), "application/json") : Missing());
        app.MapGet("/rest/api/3/search/jql", (string jql) => Search(jql));
        app.MapPost("/rest/api/3/search/jql", async (HttpRequest request) => Search((await ReadAsync(request))["jql"]!.GetValue<string>()));
        app.MapGet("/rest/api/3/field", () => Results.Text("[]", "application/json"));
    }

    public string Url => _app.Urls.First();

    /// <summary>The next issue is made, and its answer never sent.</summary>
    public bool SwallowsNextAnswer { get; set; }

    /// <summary>Searches that do not show the latest issue yet.</summary>
    public int SearchLag { get; set; }

    /// <summary>Issues of a project without priorities.</summary>
    public bool RefusesPriority { get; set; }

    public int Created { get; private set; }

    public int Commented { get; private set; }

    /// <summary>Runs once an issue is made whose answer is swallowed.</summary>
    public Func<Task>? OnSwallowed { get; set; }

    public static async Task<JiraDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.Zero);
        var jira = new JiraDouble(builder.Build());
        await jira._app.StartAsync();
        return jira;
    }

    public JsonObject? Find(string key)
    {
        lock (_gate)
            return _issues.Find(issue => issue["key"]!.GetValue<string>() == key)?.DeepClone().AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        _held.TrySetResult();
        await _app.DisposeAsync();
    }

    private static async Task AuthorizeAsync(HttpContext context, RequestDelegate next)
    {
        var expected = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{ApiToken}"))}";
        if (context.Request.Headers.Authorization == expected)
            await next(context);
        else
            context.Response.StatusCode = 401;
    }

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        var fields = (await ReadAsync(request))["fields"]!.DeepClone().AsObject();
        if (RefusesPriority && fields.ContainsKey("priority"))
            return Results.Text("""{"errorMessages":[],"errors":{"priority":"Field 'priority' cannot be set."}}""", "application/json", statusCode: 400);
        if (fields["labels"]?.AsArray().Any(label => label!.GetValue<string>().Contains(' ', StringComparison.Ordinal)) == true)
            return Results.Text("""{"errorMessages":[],"errors":{"labels":"The label can't contain spaces."}}""", "application/json", statusCode: 400);
        fields["status"] = new JsonObject { ["name"] = "To Do" };
        fields["created"] = Now();
        fields["comment"] = new JsonObject { ["comments"] = new JsonArray(), ["maxResults"] = 0, ["startAt"] = 0, ["total"] = 0 };
        JsonObject issue;
        bool swallowed;
        lock (_gate)
        {
            Created++;
            issue = new JsonObject { ["id"] = $"{10_000 + _issues.Count}", ["key"] = $"{fields["project"]!["key"]}-{_issues.Count + 1}", ["self"] = Url, ["fields"] = fields };
            _issues.Add(issue);
            (swallowed, SwallowsNextAnswer) = (SwallowsNextAnswer, false);
        }

        if (swallowed)
        {
            await (OnSwallowed?.Invoke() ?? Task.CompletedTask);
            await _held.Task;
        }

        return Results.Text(new JsonObject { ["id"] = issue["id"]!.DeepClone(), ["key"] = issue["key"]!.DeepClone(), ["self"] = Url }.ToJsonString(), "application/json", statusCode: 201);
    }

    private async Task<IResult> CommentAsync(string key, HttpRequest request)
    {
        var body = (await ReadAsync(request))["body"]!.DeepClone();
        JsonObject comment;
        lock (_gate)
        {
            if (_issues.Find(issue => issue["key"]!.GetValue<string>() == key) is not { } issue)
                return Missing();
            var comments = issue["fields"]!["comment"]!["comments"]!.AsArray();
            comment = new JsonObject { ["id"] = $"{20_000 + ++Commented}", ["author"] = new JsonObject { ["displayName"] = "Robot" }, ["body"] = body, ["created"] = Now() };
            comments.Add(comment);
        }

        return Results.Text(comment.ToJsonString(), "application/json", statusCode: 201);
    }

    private IResult Search(string jql)
    {
        var label = jql.Split('"')[1];
        lock (_gate)
        {
            var visible = _issues.Take(_issues.Count - (SearchLag > 0 ? 1 : 0));
            SearchLag = Math.Max(0, SearchLag - 1);
            var found = visible.Where(issue => issue["fields"]!["labels"]!.AsArray().Any(one => one!.GetValue<string>() == label)).Select(issue => issue.DeepClone());
            return Results.Text(new JsonObject { ["issues"] = new JsonArray([.. found]), ["isLast"] = true }.ToJsonString(), "application/json");
        }
    }

    private static IResult Missing() =>
        Results.Text("""{"errorMessages":["Issue does not exist or you do not have permission to see it."],"errors":{}}""", "application/json", statusCode: 404);

    private static async Task<JsonObject> ReadAsync(HttpRequest request) => (await JsonNode.ParseAsync(request.Body))!.AsObject();

    private static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);
}
