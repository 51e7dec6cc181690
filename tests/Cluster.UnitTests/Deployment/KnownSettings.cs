using System.Reflection;
using Aegis.Api;
using Aegis.Connectors;
using Aegis.Connectors.Sandboxes;
using Aegis.Grains.Hosting;
using Aegis.Silo.Settings;
using Aegis.Storage;

namespace Aegis.Cluster.UnitTests.Deployment;

/// <summary>The settings the program reads: its own, and the properties of its parts' options, by configuration key.</summary>
internal static class KnownSettings
{
    private static readonly string[] Own = ["Data", "Urls", "Roles", "Demo", "Storage", "AdminKey", "MasterKey", "DatabasePassword", "AllowedHosts"];

    private static readonly HashSet<string> Keys =
    [
        .. Own, .. Of("Cluster", typeof(ClusterSettings)), .. Of("Grid", typeof(GridOptions)), .. Of("Api", typeof(ApiOptions)),
        .. Of("Commits", typeof(StorageOptions)), .. Of("Connectors", typeof(ConnectorOptions)), .. Of("Sandbox", typeof(TicketsSandboxOptions)),
    ];

    /// <param name="variable">AEGIS_CONNECTORS__MAIL__URL, or AEGIS_ADMIN_KEY_FILE for a file that holds the value.</param>
    public static bool Contains(string variable)
    {
        var name = variable["AEGIS_".Length..];
        name = name.EndsWith("_FILE", StringComparison.Ordinal) ? name[..^"_FILE".Length] : name;
        return Keys.Contains(name.Replace("__", ":", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Of(string section, Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).SelectMany(property =>
            property.PropertyType.IsClass && property.PropertyType != typeof(string)
                ? Of($"{section}:{property.Name}", property.PropertyType)
                : [$"{section}:{property.Name}"]);
}
