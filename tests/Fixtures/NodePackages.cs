using System.Text.Json;
using Xunit;

namespace Aegis.Fixtures;

/// <summary>The npm packages of tests/Fixtures/node, where <c>./aegis test</c> installed them: programs that are not ours.</summary>
public static class NodePackages
{
    private static readonly string Root = FindRoot();

    /// <summary>Where they are installed.</summary>
    public static string Directory { get; } = Path.Combine(Root, "artifacts", "npm", "node_modules");

    /// <summary>Why tests against them cannot run, or null when they can.</summary>
    public static string? Missing =>
        File.Exists(Path.Combine(Root, "artifacts", "npm", ".installed")) ? null : "The npm packages are not installed: ./aegis test does it, where it reaches a registry.";

    /// <summary>The script a package is started by, as <c>node SCRIPT</c>.</summary>
    /// <param name="program">Which, where the package has several.</param>
    public static string Program(string package, string? program = null)
    {
        var folder = Path.Combine(Directory, package);
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "package.json")));
        var bin = manifest.RootElement.GetProperty("bin");
        var script = bin.ValueKind == JsonValueKind.String ? bin
            : bin.EnumerateObject().First(p => program is null || p.Name == program).Value;
        return Path.GetFullPath(Path.Combine(folder, script.GetString()!));
    }

    /// <summary>A script of ours beside the package list; it may require the packages.</summary>
    public static string Script(string name) => Path.Combine(Root, "tests", "Fixtures", "node", name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Aegis.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"There is no Aegis.sln above {AppContext.BaseDirectory}.");
    }
}

/// <summary>A test against npm packages; skipped where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodePackages.Missing;
}

/// <summary>A theory against npm packages; skipped where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = NodePackages.Missing;
}
