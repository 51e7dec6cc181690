namespace Aegis.Storage.Database;

/// <summary>The outbox topics that are commands to grains: dispatched at least once and confirmed. All others are news.</summary>
public static class Commands
{
    public const string ResumeWorkflow = "resume_workflow";

    public const string Intervene = "intervene";

    internal static readonly string[] Topics = [ResumeWorkflow, Intervene];

    public static bool Contains(string topic) => Array.IndexOf(Topics, topic) >= 0;
}
