using System.Text.Json;

namespace Aegis.Faults.Effects;

/// <summary>How an action is cut short by the crash.</summary>
public enum Cut
{
    /// <summary>The provider has the request and does nothing of it.</summary>
    NotDone,
    /// <summary>It is done, and nobody hears so.</summary>
    Unheard,
    /// <summary>It is done only when the next life of the grid asks for the same.</summary>
    Late,
}

/// <summary>One action of one customer, and the step at which the grid dies under it.</summary>
/// <param name="Customer">Its own, so that effects are counted by customer.</param>
/// <param name="Step">The request to the provider at which it is cut, by its beginning.</param>
internal sealed record CutAction(string Customer, string Tool, IReadOnlyDictionary<string, string> Arguments, string Step, Cut Cut)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _again = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Reference => $"default/{Customer}";

    public Task Reached => _reached.Task;

    /// <summary>Completes when the step is asked for a second time.</summary>
    public Task Again => _again.Task;

    /// <summary>Whether this is the first time.</summary>
    public bool Reach() => _reached.TrySetResult();

    public void AskAgain() => _again.TrySetResult();

    public string Ask => JsonSerializer.Serialize(new { customerId = Customer, actionType = Tool, arguments = Arguments });
}
