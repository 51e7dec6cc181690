namespace Aegis.Faults.Program;

/// <summary>A directory that goes with the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("aegis-faults-").FullName;

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
