namespace Aegis.Cluster.UnitTests.Deployment;

/// <summary>Files of the repository that are no code.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
            if (File.Exists(Path.Combine(directory.FullName, "Aegis.sln")))
                return directory.FullName;
        throw new InvalidOperationException("The tests do not lie within the repository.");
    }
}
