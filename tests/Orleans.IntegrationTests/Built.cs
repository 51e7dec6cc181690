using System.Reflection;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>What the build of these tests knows of the repository.</summary>
internal static class Built
{
    /// <summary>The program of the build that hosts the grid in one process.</summary>
    /// <exception cref="InvalidOperationException">It was not built.</exception>
    public static string EmbeddedProgram
    {
        get
        {
            var configuration = Of("Configuration");
            var path = Path.GetFullPath(Path.Combine(Of("Repository"), "artifacts", "embedded", "bin", "Aegis.Silo", configuration.ToLowerInvariant(), "aegis"));
            return File.Exists(path) ? path : throw new InvalidOperationException($"There is no {path}: run dotnet build src/Silo -c {configuration} first; ./aegis test does.");
        }
    }

    public static string Of(string key) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value ?? "";
}
