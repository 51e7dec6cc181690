namespace Aegis.Connectors.Tickets.Jira;

/// <summary>A way to Jira. All of them see the same tickets. Failures are <see cref="ConnectorException"/>.</summary>
internal interface IJiraRoad
{
    /// <summary>"mcp" or "rest".</summary>
    string Name { get; }

    /// <summary>Makes an issue; its key.</summary>
    Task<string> CreateAsync(NewIssue issue, CancellationToken cancellationToken);

    /// <summary>Adds a comment; its id, or null where the road does not tell.</summary>
    Task<string?> CommentAsync(string issueKey, string text, CancellationToken cancellationToken);

    /// <summary>The issue, or null when there is none.</summary>
    Task<Issue?> GetAsync(string issueKey, CancellationToken cancellationToken);

    /// <summary>All comments of the issue, or null when there is no such issue.</summary>
    Task<IReadOnlyList<IssueComment>?> CommentsAsync(string issueKey, CancellationToken cancellationToken);

    /// <summary>The issues that bear the label, oldest first.</summary>
    Task<IReadOnlyList<Issue>> FindByLabelAsync(string label, CancellationToken cancellationToken);

    /// <summary>Whether nothing that was sent by this road and not answered can still be done; what can be ended for it is ended.</summary>
    Task<bool> EndAsync();
}
