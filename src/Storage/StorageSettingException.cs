namespace Aegis.Storage;

/// <summary>A setting stops the storage from starting; the message names it and the mend.</summary>
public sealed class StorageSettingException(string setting, string problem, Exception? innerException = null)
    : Exception($"{setting} {problem}", innerException)
{
    public string Setting { get; } = setting;
}
