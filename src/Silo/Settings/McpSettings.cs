using Aegis.Connectors.Mcp;

namespace Aegis.Silo.Settings;

/// <summary>The MCP servers that are configured: in the section "Mcp", in the file that AEGIS_MCP_FILE names, and CHARGEBEE_MCP_URL.</summary>
public static class McpSettings
{
    /// <summary>Names a file of settings, not one that holds a secret.</summary>
    public const string File = "AEGIS_MCP_FILE";

    /// <exception cref="SettingException">The file cannot be read, or a value does not fit its setting.</exception>
    public static McpOptions Read(IConfiguration configuration)
    {
        var options = configuration.Bind(McpOptions.Section, new McpOptions());
        if (configuration["Aegis:McpFile"] is { } path && !string.IsNullOrWhiteSpace(path))
            ReadFile(Path.GetFullPath(path.Trim()), options);
        if (configuration["CHARGEBEE_MCP_URL"] is { } url && !string.IsNullOrWhiteSpace(url))
            options.Docs.Url = url.Trim();
        return options;
    }

    private static void ReadFile(string path, McpOptions options)
    {
        try
        {
            new ConfigurationBuilder().AddJsonFile(path, optional: false, reloadOnChange: false).Build().Bind(options);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or InvalidOperationException or UnauthorizedAccessException)
        {
            throw new SettingException(File, path, $"it cannot be read ({exception.Message}); name a JSON file such as {{\"Servers\": {{\"github\": {{\"Command\": …, \"Tools\": …}}}}}}.", exception);
        }
    }
}
