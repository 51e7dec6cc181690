using System.Diagnostics;
using Aegis.Cluster.Topology;

namespace Aegis.Cluster.Supervision;

/// <summary>Starts a process in a session of its own, so that Ctrl+C reaches this program alone, with its errors and logs appended to a file.</summary>
internal static class ChildProcess
{
    private static readonly bool HasSessions = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, "setsid")));

    /// <param name="directory">Where it works: one without settings files.</param>
    /// <param name="said">Told every line of its standard output.</param>
    public static Process Start(MemberPlan plan, string directory, string log, Action<string> said)
    {
        string[] shell = ["sh", "-c", "exec \"$@\" 2>>\"$0\" </dev/null", log, .. plan.Command];
        string[] command = HasSessions ? ["setsid", .. shell] : shell;
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, WorkingDirectory = directory };
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToArray())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in plan.Variables)
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                said(text);
        };
        process.Start();
        process.BeginOutputReadLine();
        return process;
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("AEGIS_", StringComparison.Ordinal) || name.StartsWith("ConnectionStrings__", StringComparison.Ordinal);
}
