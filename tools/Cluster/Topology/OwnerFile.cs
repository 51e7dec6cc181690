namespace Aegis.Cluster.Topology;

/// <summary>Files that only this user may read.</summary>
internal static class OwnerFile
{
    public static void Write(string path, FileMode mode, IEnumerable<string> lines)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, options);
        foreach (var line in lines)
            file.WriteLine(line);
    }
}
