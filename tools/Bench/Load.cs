using System.Globalization;

namespace Aegis.Bench;

/// <summary>How busy the machine is with everything that runs on it.</summary>
public static class Load
{
    private const string File = "/proc/loadavg";

    /// <summary>Processes that wanted to run, averaged over the last minute; null where the system does not say.</summary>
    public static double? Average() => System.IO.File.Exists(File)
        ? double.Parse(System.IO.File.ReadAllText(File).Split(' ')[0], CultureInfo.InvariantCulture)
        : null;
}
