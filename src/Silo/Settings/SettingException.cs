using System.Data.Common;
using System.Text.RegularExpressions;
using Aegis.Storage;
using Microsoft.AspNetCore.Connections;

namespace Aegis.Silo.Settings;

/// <summary>A setting that cannot be used. The message names the key, the value and the mend; it is all the user sees.</summary>
public sealed partial class SettingException : Exception
{
    /// <param name="key">The setting as the user would write it: AEGIS_STORAGE, --urls, ConnectionStrings__Aegis.</param>
    public SettingException(string key, string? value, string mend, Exception? innerException = null)
        : base(value is null ? $"{key} is not set: {mend}" : $"{key} is '{value}': {mend}", innerException)
    {
    }

    private SettingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What a component said of its settings, with the keys spelled as variables.</summary>
    public static SettingException From(Exception exception) =>
        new(ConfigurationKey().Replace(exception.Message, key => "AEGIS_" + key.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant()), exception);

    /// <summary>The wrong setting behind a failed start, or null when it failed for another reason.</summary>
    public static SettingException? In(Exception exception) => exception switch
    {
        SettingException wrong => wrong,
        StorageSettingException wrong => From(wrong),
        DbException unreachable => new SettingException("ConnectionStrings__Aegis", "***", $"the database does not answer ({unreachable.Message}); start it, or correct host, name and password.", unreachable),
        IOException { InnerException: AddressInUseException } taken => new SettingException($"--urls (AEGIS_URLS): {taken.Message} Stop the program that listens there, or choose another port.", taken),
        _ => null,
    };

    [GeneratedRegex(@"(?:Aegis:)?((?:Connectors|Llm|Mcp|Grid|Knowledge|Dashboard|Api)(?::\w+)+)")]
    private static partial Regex ConfigurationKey();
}
