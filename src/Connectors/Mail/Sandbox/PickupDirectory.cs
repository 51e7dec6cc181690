using System.Globalization;
using System.Security.Cryptography;
using Aegis.Connectors.Sandboxes;

namespace Aegis.Connectors.Mail.Sandbox;

/// <summary>
/// A directory of .eml files, named so that they sort by arrival. A file is written aside, flushed, renamed into place
/// and the directory flushed: what is there is whole, and what was answered is there after a crash.
/// </summary>
internal sealed class PickupDirectory
{
    private const string Unfinished = "unfinished";
    private const string CallLog = ".calls";

    private readonly Lock _counting = new();
    private readonly string _path;

    public PickupDirectory(string path)
    {
        _path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.Combine(_path, Unfinished));
    }

    /// <summary>Adds the message and returns its file's name.</summary>
    public string Add(byte[] message, DateTimeOffset at)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds():D13}-{RandomNumberGenerator.GetHexString(12, lowercase: true)}.eml");
        var aside = Path.Combine(_path, Unfinished, name);
        using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(message);
            file.Flush(flushToDisk: true);
        }
        File.Move(aside, Path.Combine(_path, name));
        DurableDirectory.Flush(_path);
        return name;
    }

    /// <exception cref="IOException">No message could be added now.</exception>
    public void Check()
    {
        using var file = new FileStream(Path.Combine(_path, Unfinished, ".check"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.DeleteOnClose);
    }

    public IEnumerable<(string Path, DateTimeOffset At)> List() =>
        from path in Directory.EnumerateFiles(_path, "*.eml").Order(StringComparer.Ordinal)
        select (path, ArrivedAt(Path.GetFileName(path)));

    /// <summary>One byte a call, so that the file's length is their number; it survives the process.</summary>
    public void CountCall()
    {
        lock (_counting)
            File.AppendAllText(Path.Combine(_path, CallLog), ".");
    }

    public long Calls() => new FileInfo(Path.Combine(_path, CallLog)) is { Exists: true } log ? log.Length : 0;

    private static DateTimeOffset ArrivedAt(string name) => DateTimeOffset.FromUnixTimeMilliseconds(
        long.TryParse(name.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0);
}
