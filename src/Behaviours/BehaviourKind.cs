namespace Aegis.Behaviours;

/// <summary>How a simulated customer lives.</summary>
public enum BehaviourKind
{
    /// <summary>Is set up and then hardly does anything.</summary>
    SignUp,
    /// <summary>Builds its integration: wrong calls first, then right ones, then a live key and steady use.</summary>
    Integrate,
    /// <summary>Steady use, with bursts of failing calls.</summary>
    ErrorSpike,
    /// <summary>Used to call a lot and calls ever less.</summary>
    Decline,
    /// <summary>Calls ever more.</summary>
    Growth,
    /// <summary>Talks more than it calls.</summary>
    Chat,
}
