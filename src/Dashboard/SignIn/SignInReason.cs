namespace Aegis.Dashboard.SignIn;

/// <summary>What brings a person to the sign-in page who was signed in a moment ago.</summary>
/// <param name="Name">As the address says it.</param>
/// <param name="MayStillBeIn">Whether the session may be good all the same, once that can be told.</param>
public sealed record SignInReason(string Name, string Text, bool MayStillBeIn = false)
{
    public static readonly SignInReason Left = new("left", "You are signed out.");

    public static readonly SignInReason Ended = new(
        "ended", "Your session ended: your role or password changed, or an administrator disabled you. What you had typed is kept in this browser.");

    public static readonly SignInReason Untold = new(
        "untold", "Aegis cannot tell just now whether you are still signed in.", MayStillBeIn: true);

    /// <summary>The reason an address names; null for none that there is.</summary>
    public static SignInReason? Of(string? name) => ((SignInReason[])[Left, Ended, Untold]).FirstOrDefault(reason => reason.Name == name);

    /// <param name="returnUrl">Where to go on, once signed in.</param>
    public static string Address(string returnUrl, SignInReason? why = null) =>
        $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}{(why is null ? "" : $"&why={why.Name}")}";
}
