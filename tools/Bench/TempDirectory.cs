namespace Aegis.Bench;

/// <summary>A directory that goes with its user.</summary>
public sealed class TempDirectory : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("aegis-bench-").FullName;

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
