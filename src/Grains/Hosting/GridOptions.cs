namespace Aegis.Grains.Hosting;

/// <summary>How the grains of this process work together with those of others.</summary>
public sealed class GridOptions
{
    /// <summary>Whether this process is the only one on its database (the embedded host): a lease held by another instance is then void, because that process is gone.</summary>
    public bool SingleProcess { get; set; } = true;

    /// <summary>Names this run of the process in leases; empty makes a random one at start. Never reused after a restart.</summary>
    public string InstanceId { get; set; } = "";

    /// <summary>The workspace used unless a request names another.</summary>
    public string Workspace { get; set; } = GrainKey.DefaultWorkspace;

    /// <summary>How long an action may be performed before it counts as cut short.</summary>
    public TimeSpan ActionLease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a turn may go without a report before it counts as cut short.</summary>
    public TimeSpan TurnLease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a running workflow may stand still before it is driven again.</summary>
    public TimeSpan WorkflowLease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The first pause before a workflow's step is tried again; it doubles with each attempt.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between attempts.</summary>
    public TimeSpan LongestRetryPause { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Attempts at one step before its workflow is parked for a person.</summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>How often each shard's monitor looks for what is due; a minute is the least the reminders allow.</summary>
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often this process looks by itself for what is due; the monitors are the net beneath.</summary>
    public TimeSpan WakePeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a turn may still take whose process was told to stop, before another takes it up.</summary>
    public TimeSpan HandOver { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Where customers reach this grid's HTTP surface, without a slash at the end; stands in the code they are given.</summary>
    public string PublicUrl { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Length of a trial, in days.</summary>
    public int TrialDays { get; set; } = 14;

    /// <summary>Calls a customer may make to its sandbox site in one minute; beyond that, 429.</summary>
    public int SandboxCallsPerMinute { get; set; } = 100;

    /// <summary>Whether customers may be simulated in this grid; with --demo only.</summary>
    public bool AllowsSimulation { get; set; }

    /// <exception cref="InvalidOperationException">A setting is out of range; the message names it and the mend.</exception>
    public void Validate()
    {
        Require(GrainKey.IsId(Workspace), nameof(Workspace), Workspace, "use 1 to 64 letters, digits, '_', '-' or '.'");
        foreach (var (name, value) in new[] { (nameof(ActionLease), ActionLease), (nameof(TurnLease), TurnLease), (nameof(WorkflowLease), WorkflowLease) })
            Require(value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromHours(1), name, value, "use 1 second to 1 hour");
        Require(RetryPause > TimeSpan.Zero && RetryPause <= LongestRetryPause, nameof(RetryPause), RetryPause, $"use more than 0, at most {nameof(LongestRetryPause)}");
        Require(MaxAttempts is >= 1 and <= 100, nameof(MaxAttempts), MaxAttempts, "use 1 to 100");
        Require(SweepPeriod > TimeSpan.Zero && SweepPeriod <= TimeSpan.FromHours(1), nameof(SweepPeriod), SweepPeriod, "use 1 minute to 1 hour");
        Require(WakePeriod >= TimeSpan.FromMilliseconds(100) && WakePeriod <= TimeSpan.FromMinutes(1), nameof(WakePeriod), WakePeriod, "use 100 milliseconds to 1 minute");
        Require(HandOver > TimeSpan.Zero && HandOver <= TimeSpan.FromMinutes(1), nameof(HandOver), HandOver, "use more than 0, at most 1 minute");
        Require(IsBaseUrl(PublicUrl), nameof(PublicUrl), PublicUrl, "use an absolute http or https address without a slash at the end");
        Require(TrialDays is >= 1 and <= 365, nameof(TrialDays), TrialDays, "use 1 to 365");
        Require(SandboxCallsPerMinute is >= 1 and <= 1_000_000, nameof(SandboxCallsPerMinute), SandboxCallsPerMinute, "use 1 to 1,000,000");
    }

    private static bool IsBaseUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && !url.EndsWith('/');

    private static void Require(bool holds, string name, object value, string mend)
    {
        if (!holds)
            throw new InvalidOperationException($"The setting Aegis:Grid:{name} is '{value}': {mend}.");
    }
}
