namespace Aegis.Dashboard.Grid;

/// <summary>What a page knows of something it asked for: nothing yet, the value, or why there is none.</summary>
public sealed record Load<T>(T? Value, string? Error, bool Missing) where T : class
{
    public static readonly Load<T> Waiting = new(null, null, false);

    public bool IsWaiting => Value is null && Error is null;
}
