namespace Aegis.Hosts;

/// <summary>What time a host itself keeps; grains always read the test's. The Embedded host knows the test's clock alone.</summary>
internal enum HostClock
{
    /// <summary>Reminders in real time.</summary>
    System,

    /// <summary>Reminders by the test's clock.</summary>
    Test,
}
