namespace Aegis.Storage.Database;

/// <summary>The outbox topics that are commands to grains: dispatched at least once and confirmed. All others are news.</summary>
public static class Commands
{
    public const string ResumeWorkflow = "resume_workflow";

    public const string Intervene = "intervene";

    /// <summary>Has a customer told what became of an action that waited for people.</summary>
    public const string TellOutcome = "tell_outcome";

    /// <summary>Has a customer's subscription read from the billing system.</summary>
    public const string RefreshSubscription = "refresh_subscription";

    internal static readonly string[] Topics = [ResumeWorkflow, Intervene, TellOutcome, RefreshSubscription];

    public static bool Contains(string topic) => Array.IndexOf(Topics, topic) >= 0;
}
