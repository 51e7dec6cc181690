namespace Aegis.Grains.Routing;

/// <summary>What a message may want in this release.</summary>
public static class Intents
{
    public const string StartOnboarding = "start_onboarding";
    public const string Integrate = "integrate";
    public const string GetKey = "get_key";
    public const string Status = "status";
    public const string HandOver = "hand_over";
    public const string Unsure = "unsure";
    public const string ResumeWorkflow = "resume_workflow";
}
