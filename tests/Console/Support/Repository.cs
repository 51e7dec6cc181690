namespace Aegis.Console.Support;

internal static class Repository
{
    /// <summary>A folder under the repository's artifacts, made if missing.</summary>
    public static string Artifacts(string name) => System.IO.Directory.CreateDirectory(Path.Combine(Root, "artifacts", name)).FullName;

    /// <summary>The console's components as they are written, by file name.</summary>
    public static IEnumerable<(string Name, string Text)> Components() =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Root, "src", "Dashboard", "Components"), "*.razor", SearchOption.AllDirectories)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    private static string Root
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "Aegis.sln")))
                root = root.Parent;
            return root?.FullName ?? AppContext.BaseDirectory;
        }
    }
}
