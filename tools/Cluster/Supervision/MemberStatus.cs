namespace Aegis.Cluster.Supervision;

/// <summary>How a process is.</summary>
public enum Phase
{
    /// <summary>Not started yet.</summary>
    Waiting,
    /// <summary>It runs and has not been ready since it was started.</summary>
    Starting,
    /// <summary>It says that it can serve.</summary>
    Ready,
    /// <summary>It was ready, runs, and does not answer so now.</summary>
    Down,
    /// <summary>It ended by itself or was killed, and will be started again.</summary>
    Ended,
    /// <summary>It was told to end, and does or has.</summary>
    Stopped,
}

/// <summary>What is known of a process; each event makes the next.</summary>
/// <param name="Since">When the phase began.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="InARow">Ends in a row without having been ready for long.</param>
/// <param name="ExitCode">Of its last end.</param>
public sealed record MemberStatus(string Name, int Port, Phase Phase, DateTimeOffset Since, int? Pid = null, int Restarts = 0, int InARow = 0, int? ExitCode = null, bool WasReady = false)
{
    /// <summary>Ready for so long, it counts as well again.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    public bool Runs => Phase is Phase.Starting or Phase.Ready or Phase.Down;

    public MemberStatus Started(int pid, DateTimeOffset now) =>
        this with { Phase = Phase.Starting, Since = now, Pid = pid, Restarts = Phase == Phase.Ended ? Restarts + 1 : Restarts };

    public MemberStatus Answered(bool ready, DateTimeOffset now) => (Phase, ready) switch
    {
        (Phase.Starting or Phase.Down, true) => this with { Phase = Phase.Ready, Since = now, WasReady = true },
        (Phase.Ready, false) => this with { Phase = Phase.Down, Since = now },
        _ => this,
    };

    public MemberStatus Died(int exitCode, DateTimeOffset now) => this with
    {
        Phase = Phase.Ended,
        Since = now,
        Pid = null,
        ExitCode = exitCode,
        InARow = Phase == Phase.Ready && now - Since >= Settled ? 1 : InARow + 1,
    };

    public MemberStatus Stopped(DateTimeOffset now) => Phase == Phase.Stopped ? this : this with { Phase = Phase.Stopped, Since = now, Pid = null };
}
