using System.Runtime.InteropServices;

namespace Aegis.Cluster.Supervision;

/// <summary>What a process can be told.</summary>
public enum Signal { Interrupt = 2, Quit = 3, Kill = 9, Terminate = 15, Continue, Stop }

internal static class Signals
{
    /// <summary>Sends it; a process that is gone hears nothing.</summary>
    public static void Send(int pid, Signal signal) => _ = Kill(pid, Number(signal));

    private static int Number(Signal signal) => signal switch
    {
        Signal.Continue => OperatingSystem.IsMacOS() ? 19 : 18,
        Signal.Stop => OperatingSystem.IsMacOS() ? 17 : 19,
        _ => (int)signal,
    };

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);
}
