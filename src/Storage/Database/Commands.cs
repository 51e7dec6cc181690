using System.Collections.Frozen;

namespace Aegis.Storage.Database;

/// <summary>The outbox topics that are commands to grains: dispatched at least once and confirmed. All others are news.</summary>
public static class Commands
{
    public const string ResumeWorkflow = "resume_workflow";

    private static readonly FrozenSet<string> _topics = FrozenSet.Create(StringComparer.Ordinal, ResumeWorkflow);

    public static bool Contains(string topic) => _topics.Contains(topic);
}
