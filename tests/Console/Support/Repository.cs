namespace Aegis.Console.Support;

internal static class Repository
{
    /// <summary>A folder under the repository's artifacts, made if missing.</summary>
    public static string Artifacts(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Aegis.sln")))
            root = root.Parent;
        return System.IO.Directory.CreateDirectory(Path.Combine(root?.FullName ?? AppContext.BaseDirectory, "artifacts", name)).FullName;
    }
}
