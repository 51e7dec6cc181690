using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Aegis.Connectors.Sandboxes;

/// <summary>Makes a rename durable. .NET opens no directories, so the system is asked; Windows needs none of it.</summary>
internal static class DurableDirectory
{
    private const int ReadOnly = 0;

    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var directory = Open(path, ReadOnly);
        if (directory < 0)
            throw new IOException($"The directory {path} cannot be opened.", new Win32Exception(Marshal.GetLastPInvokeError()));
        var failed = Sync(directory) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(directory);
        if (failed)
            throw new IOException($"The directory {path} cannot be flushed.", new Win32Exception(error));
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
