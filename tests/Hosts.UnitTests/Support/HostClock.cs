namespace Aegis.Hosts;

/// <summary>What time a host itself keeps; grains always read the test's. The Embedded host knows the test's clock alone.</summary>
internal enum HostClock
{
    /// <summary>Timeouts and reminders in real time.</summary>
    System,

    /// <summary>Timeouts and reminders by the test's clock.</summary>
    Test,
}
