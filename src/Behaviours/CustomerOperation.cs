namespace Aegis.Behaviours;

/// <summary>What a simulated customer does next. Nothing in it depends on a clock, a grid or an id.</summary>
/// <param name="Name">How reports name it.</param>
public abstract record CustomerOperation(string Name)
{
    /// <summary>Registers the customer; always the first operation, and only there.</summary>
    public sealed record SignUp(string Company, string Email, string TechStack) : CustomerOperation("sign_up");

    /// <summary>Says that it is new and wants to be set up: trial, test key, site, mail.</summary>
    public sealed record AskForSetUp(string Text) : CustomerOperation("set_up");

    /// <summary>Says anything else.</summary>
    public sealed record Say(string Text) : CustomerOperation("chat");

    /// <summary>Calls the product sandbox with its own test key.</summary>
    /// <param name="WellFormed">Otherwise the key is sent in the wrong scheme, and 401 is the right answer.</param>
    public sealed record CallProduct(bool WellFormed) : CustomerOperation("call_product");

    /// <summary>Calls it made to the product elsewhere, reported as one batch.</summary>
    public sealed record Report(ImmutableArray<ProductCall> Calls) : CustomerOperation("report");

    /// <summary>Issues a live key.</summary>
    public sealed record IssueLiveKey() : CustomerOperation("live_key");

    /// <summary>Looks at its health.</summary>
    public sealed record LookAtHealth() : CustomerOperation("health");
}

/// <summary>One call the customer made to the product.</summary>
/// <param name="Age">How long before the moment it is reported.</param>
/// <param name="Reason">Why it failed, in upper snake case.</param>
public sealed record ProductCall(string Endpoint, int Status, TimeSpan Age, int LatencyMs, string? Reason);

/// <summary>An operation and the pause before it.</summary>
/// <param name="Pause">In beats: 1 is the mean time between two operations of a customer.</param>
public sealed record Step(double Pause, CustomerOperation Operation);
