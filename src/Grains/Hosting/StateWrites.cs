namespace Aegis.Grains.Hosting;

/// <summary>The one way grains write their states.</summary>
public static class StateWrites
{
    /// <summary>Writes the state; when that fails the activation leaves (pass its <c>DeactivateOnIdle</c>) before the failure goes on, so that state in memory that was not stored is never committed later.</summary>
    public static async Task WriteOrDeactivateAsync<T>(this IPersistentState<T> state, Action deactivate)
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            deactivate();
            throw;
        }
    }

    /// <summary>Removes the state, with the same care.</summary>
    public static async Task ClearOrDeactivateAsync<T>(this IPersistentState<T> state, Action deactivate)
    {
        try
        {
            await state.ClearStateAsync();
        }
        catch
        {
            deactivate();
            throw;
        }
    }
}
