using System.Collections.Immutable;
using Aegis.Storage;

namespace Aegis.Silo.Settings;

/// <summary>The program's own settings, read once at start and validated by <see cref="SettingsReader"/>.</summary>
public sealed class AegisOptions
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    /// <summary>Where the grid keeps its database and keys; one process at a time.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Addresses to listen on, separated by semicolons. Loopback only, unless <see cref="AdminKey"/> is set.</summary>
    public string Urls { get; init; } = DefaultUrls;

    public Roles Roles { get; init; } = Roles.Grid;

    /// <summary>Adds the demo personas that are missing and allows simulated traffic.</summary>
    public bool Demo { get; init; }

    public StorageKind Storage { get; init; } = StorageKind.Sqlite;

    /// <summary>The PostgreSQL connection string; required with <see cref="StorageKind.Postgres"/>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The administrator's key, at least 16 characters; generated at first start when null.</summary>
    public string? AdminKey { get; init; }

    /// <summary>32 bytes as base64 or hex under which customers' keys are wrapped; kept in the data directory when null.</summary>
    public string? MasterKey { get; init; }

    /// <summary>The policy; null for policy.json in the data directory, and where there is none for the one that comes with the program.</summary>
    public string? PolicyFile { get; init; }

    /// <summary>Host names the console answers to beside loopback's.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];
}
