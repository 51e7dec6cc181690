using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Tickets.Jira;

/// <summary>Jira's own REST API, v3. It knows no idempotency keys, so nothing that makes something is repeated here.</summary>
internal sealed class JiraRest(ITicketsApi api, ConnectorCalls calls) : IJiraRoad
{
    public string Name => "rest";

    public async Task<string> CreateAsync(NewIssue issue, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(issue, cancellationToken);
        }
        catch (ConnectorException refused) when (issue.Priority is not null && refused.InnerException is ProviderException { Status: 400, Field: "priority" })
        {
            // Projects may do without priorities.
            return await SendAsync(issue with { Priority = null }, cancellationToken);
        }
    }

    public async Task<string?> CommentAsync(string issueKey, string text, CancellationToken cancellationToken) =>
        (await calls.RunAsync("add_comment", CallKind.Blind, token => api.AddCommentAsync(issueKey, new NewComment(text, null), null, token), cancellationToken)).Value.Id;

    public Task<Issue?> GetAsync(string issueKey, CancellationToken cancellationToken) =>
        calls.RunAsync("get_issue", CallKind.Read, token => OrNullAsync(api.GetIssueAsync(issueKey, token)), cancellationToken);

    public Task<IReadOnlyList<IssueComment>?> CommentsAsync(string issueKey, CancellationToken cancellationToken) =>
        calls.RunAsync("get_comments", CallKind.Read, token => OrNullAsync(api.GetCommentsAsync(issueKey, token)), cancellationToken);

    public Task<IReadOnlyList<Issue>> FindByLabelAsync(string label, CancellationToken cancellationToken) =>
        calls.RunAsync("find_issue", CallKind.Read, token => api.FindByLabelAsync(label, token), cancellationToken);

    public Task<bool> EndAsync() => Task.FromResult(false);

    private async Task<string> SendAsync(NewIssue issue, CancellationToken cancellationToken) =>
        (await calls.RunAsync("create_issue", CallKind.Blind, token => api.CreateIssueAsync(issue, null, token), cancellationToken)).Value.Key;

    private static async Task<T?> OrNullAsync<T>(Task<T> call) where T : class
    {
        try
        {
            return await call;
        }
        catch (ProviderException answer) when (answer.Status == 404)
        {
            return null;
        }
    }
}
