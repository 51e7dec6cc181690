using System.Globalization;
using Aegis.Cluster.Supervision;

namespace Aegis.Cluster.Display;

/// <summary>A process's state in words.</summary>
public static class StateText
{
    /// <summary>ready; down since 12:01:03, does not answer; and how often it was restarted.</summary>
    public static string Of(MemberStatus status) =>
        status.Restarts == 0 ? Phase(status) : $"{Phase(status)}, restarted {status.Restarts} {(status.Restarts == 1 ? "time" : "times")}";

    /// <summary>The line that is printed when the state has changed.</summary>
    public static string Line(MemberStatus status) => string.Create(CultureInfo.InvariantCulture,
        $"{Clock(status.Since)}  {status.Name,-10} pid {Pid(status),-8} port {status.Port,-6} {Of(status)}");

    public static string Pid(MemberStatus status) => status.Pid?.ToString(CultureInfo.InvariantCulture) ?? "-";

    public static string Clock(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Phase(MemberStatus status) => status.Phase switch
    {
        Supervision.Phase.Waiting => "waiting",
        Supervision.Phase.Starting => "starting",
        Supervision.Phase.Ready => "ready",
        Supervision.Phase.Down => $"down since {Clock(status.Since)}, does not answer",
        Supervision.Phase.Ended => $"down since {Clock(status.Since)}, ended with {status.ExitCode}",
        _ => "stopped",
    };
}
