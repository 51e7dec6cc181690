using DotNetEnv;

namespace Aegis.Silo.Settings;

/// <summary>Where settings come from, the later winning: appsettings.json, .env, environment variables, the command line.</summary>
public static class SettingsSources
{
    internal const string Prefix = "AEGIS_";

    /// <param name="commandLine">Settings by configuration key, such as "Aegis:Urls".</param>
    public static ConfigurationManager AddAegisSettings(this ConfigurationManager configuration, IReadOnlyDictionary<string, string?> commandLine)
    {
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false);
        configuration.AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true, reloadOnChange: false);
        configuration.AddInMemoryCollection(SecretFiles.Read(ReadDotEnv(Path.GetFullPath(".env"))).SelectMany(Spell));
        configuration.AddInMemoryCollection(SecretFiles.Read(ReadEnvironment()).SelectMany(Spell));
        configuration.AddInMemoryCollection(commandLine);
        return configuration;
    }

    private static IEnumerable<KeyValuePair<string, string?>> ReadDotEnv(string path)
    {
        if (!File.Exists(path))
            return [];

        try
        {
            return Env.NoEnvVars().Load(path).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)).ToArray();
        }
        catch (Exception exception) when (exception is not IOException)
        {
            throw new SettingException(".env", path, "every line must read NAME=value, with quotes around a value that has spaces.", exception);
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> ReadEnvironment()
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            yield return KeyValuePair.Create((string)variable.Key, (string?)variable.Value);
    }

    // AEGIS_ADMIN_KEY is Aegis:AdminKey (keys ignore case), ConnectionStrings__Aegis is ConnectionStrings:Aegis, JIRA_URL stays what it is.
    private static IEnumerable<KeyValuePair<string, string?>> Spell(KeyValuePair<string, string?> variable)
    {
        var name = variable.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
        yield return KeyValuePair.Create(
            name.StartsWith(Prefix, StringComparison.Ordinal) ? "Aegis:" + name[Prefix.Length..].Replace("_", "", StringComparison.Ordinal) : name,
            variable.Value);
    }
}
