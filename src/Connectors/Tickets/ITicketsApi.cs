using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Tickets;

/// <summary>The part of the ticket system's API that we use, in its own words; errors are <see cref="ProviderException"/>.</summary>
internal interface ITicketsApi
{
    Task<Answer<CreatedIssue>> CreateIssueAsync(NewIssue issue, string? idempotencyKey, CancellationToken cancellationToken);

    Task<Answer<IssueComment>> AddCommentAsync(string issueKey, NewComment comment, string? idempotencyKey, CancellationToken cancellationToken);

    Task<Issue> GetIssueAsync(string issueKey, CancellationToken cancellationToken);

    Task<IReadOnlyList<IssueComment>> GetCommentsAsync(string issueKey, CancellationToken cancellationToken);

    /// <summary>The issues that bear the label, oldest first.</summary>
    Task<IReadOnlyList<Issue>> FindByLabelAsync(string label, CancellationToken cancellationToken);
}

/// <param name="ProjectKey">Null is the provider's one project.</param>
/// <param name="Reference">Whom it concerns, in our words: kept as a property of the issue.</param>
internal sealed record NewIssue(string? ProjectKey, string Summary, string Description, string? Priority, IReadOnlyList<string> Labels, string? Reference);

/// <param name="Operation">The operation that made it, kept as a property of the comment.</param>
internal sealed record NewComment(string Text, string? Operation);

internal sealed record CreatedIssue(string Id, string Key, string BrowseUrl);

/// <param name="Reference">Whom it concerns, as it was created with.</param>
internal sealed record Issue(string Id, string Key, string BrowseUrl, string Summary, string Description, string Status, string Priority,
    IReadOnlyList<string> Labels, DateTimeOffset Created, string? Reference);

internal sealed record IssueComment(string Id, string Author, string Text, string? Operation, DateTimeOffset Created);
