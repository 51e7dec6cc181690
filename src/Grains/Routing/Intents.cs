namespace Aegis.Grains.Routing;

/// <summary>What a message may want, by the agent that answers it.</summary>
public static class Intents
{
    public const string StartOnboarding = "start_onboarding";
    public const string Integrate = "integrate";
    public const string GetKey = "get_key";
    /// <summary>A new key in place of one in use. A key that leaked is for a person first.</summary>
    public const string RotateKey = "rotate_key";
    public const string Status = "status";
    /// <summary>Something of the customer's fails: calls, keys, the API.</summary>
    public const string Diagnose = "diagnose";
    public const string ResumeWorkflow = "resume_workflow";

    /// <summary>Aegis reaches out because of an episode.</summary>
    public const string Intervene = "intervene";

    /// <summary>A turn of Aegis' own that tells what became of an action that waited for people.</summary>
    public const string TellOutcome = "tell_outcome";

    /// <summary>A question about the product or its API.</summary>
    public const string AskDocs = "ask_docs";
    /// <summary>A ticket named by its key.</summary>
    public const string Ticket = "ticket";

    /// <summary>Praise or complaint about an answer.</summary>
    public const string Feedback = "feedback";
    /// <summary>A turn of Aegis' own that takes a thumbs-down in.</summary>
    public const string Rated = "rated";

    /// <summary>A larger plan, more volume, what plans cost.</summary>
    public const string Upgrade = "upgrade";
    public const string Discount = "discount";
    /// <summary>Leaving, or going down a plan.</summary>
    public const string Cancel = "cancel";

    /// <summary>What a person of the team wrote.</summary>
    public const string Person = "person";

    /// <summary>For a person to decide.</summary>
    public const string HandOver = "hand_over";
    /// <summary>Too little to go by: asked back.</summary>
    public const string Unsure = "unsure";
    /// <summary>Nothing that Aegis does: said so, and nothing done.</summary>
    public const string OutOfScope = "out_of_scope";
}
