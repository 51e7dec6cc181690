namespace Aegis.LoadTest.Verification;

/// <summary>What the comparison of all customers came to.</summary>
/// <param name="UnknownEvents">Asked for without ever learning the outcome: they may be there or not.</param>
/// <param name="Parked">Set-ups that wait for a person because an outcome cannot be known.</param>
/// <param name="Unreadable">Customers that the grid did not show within the retry budget; they count as lost.</param>
/// <param name="Findings">The first hundred.</param>
public sealed record Verdict(
    int Customers, long AcknowledgedEvents, long UnknownEvents, long AcknowledgedMessages, int SetUps, int Parked,
    int Unreadable, long Lost, long Repeated, ImmutableArray<Finding> Findings)
{
    public bool IsClean => Lost == 0 && Repeated == 0;
}
