using System.Data.Common;
using System.Net;
using Aegis.Storage;

namespace Aegis.Silo.Settings;

/// <summary>Turns configuration into <see cref="AegisOptions"/>, or says which setting is wrong and how to mend it.</summary>
public static class SettingsReader
{
    /// <summary>The setting that is itself the name of a file, not of one that holds a secret.</summary>
    public const string PolicyFile = "AEGIS_POLICY_FILE";

    private const int ShortestAdminKey = 16;

    /// <exception cref="SettingException">A setting is missing or wrong.</exception>
    public static AegisOptions Read(IConfiguration configuration)
    {
        var aegis = configuration.GetSection("Aegis");
        var options = new AegisOptions
        {
            Data = Path.GetFullPath(Text(aegis["Data"]) ?? "data"),
            Urls = Text(aegis["Urls"]) ?? AegisOptions.DefaultUrls,
            Roles = ReadRoles(Text(aegis["Roles"])),
            Demo = ReadFlag("AEGIS_DEMO", Text(aegis["Demo"])),
            Storage = ReadStorage(Text(aegis["Storage"])),
            ConnectionString = WithPassword(Text(configuration.GetConnectionString("Aegis")), Text(aegis["DatabasePassword"])),
            AdminKey = Text(aegis["AdminKey"]),
            MasterKey = Text(aegis["MasterKey"]),
            PolicyFile = Text(aegis["PolicyFile"]),
            AllowedHosts = [.. Split(aegis["AllowedHosts"], ',')],
        };
        Check(options, Text(aegis["Sandbox:ApiKey"]));
        return options;
    }

    // A password that is kept apart, so that the connection string holds no secret.
    private static string? WithPassword(string? connectionString, string? password)
    {
        if (connectionString is null || password is null)
            return connectionString;

        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connectionString, ["Password"] = password }.ConnectionString;
        }
        catch (ArgumentException exception)
        {
            throw new SettingException("ConnectionStrings__Aegis", "***", "it cannot be read; write name=value pairs separated by semicolons, such as Host=localhost;Database=aegis;Username=aegis.", exception);
        }
    }

    private static void Check(AegisOptions options, string? sandboxKey)
    {
        if (options.AdminKey is { Length: < ShortestAdminKey })
            throw new SettingException("AEGIS_ADMIN_KEY", "***", $"set it to at least {ShortestAdminKey} characters, or leave it out and one is generated.");
        if (options is { Storage: StorageKind.Postgres, ConnectionString: null })
            throw new SettingException("ConnectionStrings__Aegis", null, "AEGIS_STORAGE is postgres, so set it to a connection string such as Host=localhost;Database=aegis;Username=aegis.");
        if (Split(options.Urls, ';') is not { Length: > 0 } urls)
            throw new SettingException("--urls (AEGIS_URLS)", options.Urls, $"name an address such as {AegisOptions.DefaultUrls}.");
        var (key, value) = (options.Roles & Roles.Sandboxes) != 0 ? ("AEGIS_SANDBOX__API_KEY", sandboxKey) : ("AEGIS_ADMIN_KEY", options.AdminKey);
        foreach (var url in urls)
            CheckUrl(url, key, value is not null);
    }

    private static void CheckUrl(string url, string key, bool hasKey)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new SettingException("--urls (AEGIS_URLS)", url, $"set it to an address such as {AegisOptions.DefaultUrls}.", exception);
        }

        if (address.Scheme != "http" || address.PathBase.Length > 0)
            throw new SettingException("--urls (AEGIS_URLS)", url, $"set it to http://address:port, such as {AegisOptions.DefaultUrls}; TLS and paths belong to a proxy in front.");
        if (!IsLoopback(address.Host) && !hasKey)
            throw new SettingException("--urls (AEGIS_URLS)", url, $"it can be reached from other machines; set {key} to a key of your own first, or bind to 127.0.0.1.");
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static StorageKind ReadStorage(string? value) => value?.ToLowerInvariant() switch
    {
        null or "sqlite" => StorageKind.Sqlite,
        "postgres" => StorageKind.Postgres,
        _ => throw new SettingException("AEGIS_STORAGE", value, "set it to sqlite or postgres."),
    };

    private static bool ReadFlag(string key, string? value) => value?.ToLowerInvariant() switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        _ => throw new SettingException(key, value, "set it to true or false."),
    };

    private static Roles ReadRoles(string? value)
    {
        if (value is null)
            return Roles.Grid;

        var roles = Roles.None;
        foreach (var name in Split(value, ','))
        {
            roles |= name.ToLowerInvariant() switch
            {
                "silo" => Roles.Silo,
                "api" => Roles.Api,
                "dashboard" => Roles.Dashboard,
                "billing-sandbox" => Roles.BillingSandbox,
                "tickets-sandbox" => Roles.TicketsSandbox,
                "mail-sandbox" => Roles.MailSandbox,
                _ => throw new SettingException("--roles (AEGIS_ROLES)", value, "name some of silo, api, dashboard, or one of billing-sandbox, tickets-sandbox, mail-sandbox."),
            };
        }

        CheckRoles(roles, value);
        return roles;
    }

    private static void CheckRoles(Roles roles, string value)
    {
        if ((roles & Roles.Sandboxes) != 0 && !Enum.IsDefined(roles))
            throw new SettingException("--roles (AEGIS_ROLES)", value, "a sandbox runs alone: start a process of its own for it, with its own --data and --urls.");
    }

    private static string[] Split(string? value, char separator) =>
        value?.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
