namespace Aegis.Silo.Settings;

/// <summary>A setting that cannot be used. The message names the key, the value and the mend; it is all the user sees.</summary>
public sealed class SettingException(string key, string? value, string mend, Exception? innerException = null)
    : Exception(value is null ? $"{key} is not set: {mend}" : $"{key} is '{value}': {mend}", innerException)
{
    /// <summary>The setting as the user would write it: AEGIS_STORAGE, --urls, ConnectionStrings__Aegis.</summary>
    public string Key { get; } = key;
}
