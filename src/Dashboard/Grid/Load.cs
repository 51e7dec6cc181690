namespace Aegis.Dashboard.Grid;

/// <summary>What a page knows of something it asked for: nothing yet, the value, or why there is none.</summary>
public sealed record Load<T>(T? Value, string? Error, bool Missing) where T : class
{
    public static readonly Load<T> Waiting = new(null, null, false);

    public bool IsWaiting => Value is null && Error is null;

    /// <summary>Asks, and turns a refusal or a failure into a sentence for the page.</summary>
    public static async Task<Load<T>> FromAsync(Func<Task<Result<T>>> ask)
    {
        try
        {
            var result = await ask();
            return result.Ok
                ? new(result.Value, null, false)
                : new(null, result.Refusal.Message, result.Refusal.Kind == RefusalKind.NotFound);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The grid logs what happened; a page says what it means for the person.
            return new(null, "The grid did not answer. Nothing was changed by looking; try again.", false);
        }
    }
}
