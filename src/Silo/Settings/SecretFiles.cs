namespace Aegis.Silo.Settings;

/// <summary>
/// Secrets that lie in files: NAME_FILE names the file whose content is NAME, for every setting of the program and of the systems outside
/// (AEGIS_MASTER_KEY_FILE, AEGIS_ADMIN_KEY_FILE, AEGIS_DATABASE_PASSWORD_FILE, ConnectionStrings__Aegis_FILE).
/// </summary>
public static class SecretFiles
{
    private const string Suffix = "_FILE";

    private static readonly string[] Prefixes =
        [SettingsSources.Prefix, "ConnectionStrings__", "CHARGEBEE_", "STRIPE_", "ZENDESK_", "SMTP_", "JIRA_", "OPENAI_", "ANTHROPIC_"];

    /// <summary>The variables, those that name a file replaced by what it holds, without blanks at its ends.</summary>
    /// <exception cref="SettingException">A file cannot be read, or the secret is set as a variable too.</exception>
    public static IReadOnlyDictionary<string, string?> Read(IEnumerable<KeyValuePair<string, string?>> variables)
    {
        var read = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
            read[name] = value;
        foreach (var (name, path) in read.Where(variable => NamesFile(variable.Key)).ToArray())
        {
            read.Remove(name);
            if (string.IsNullOrWhiteSpace(path))
                continue;
            if (!read.TryAdd(name[..^Suffix.Length], ReadFile(name, path)))
                throw new SettingException(name, path, $"{name[..^Suffix.Length]} is set too; leave one of them out.");
        }

        return read;
    }

    private static bool NamesFile(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal) && name is not (SettingsReader.PolicyFile or McpSettings.File)
        && Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static string ReadFile(string name, string path)
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } secret
                ? secret
                : throw new SettingException(name, path, "the file is empty; put the secret into it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(name, path, $"it cannot be read ({exception.Message}); name a file that holds the secret and that this user may read.", exception);
        }
    }
}
