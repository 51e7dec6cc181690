namespace Aegis.Dashboard.Grid;

/// <summary>What a page knows of something it asked for: nothing yet, the value, or why there is none.</summary>
/// <param name="IsUnanswered">Whether the grid gave no answer at all, rather than one that says why not.</param>
public sealed record Load<T>(T? Value, string? Error, bool Missing, bool IsUnanswered = false) where T : class
{
    public static readonly Load<T> Waiting = new(null, null, false);

    public bool IsWaiting => Value is null && Error is null;

    /// <summary>What came by a refresh; one that failed leaves what is shown.</summary>
    public Load<T> Then(Load<T> now) => now.Value is null && Value is not null ? this : now;
}
