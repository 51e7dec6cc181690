using System.Text.Json.Serialization.Metadata;

namespace Aegis.Storage;

/// <summary>Which database keeps the grid.</summary>
public enum StorageKind { Sqlite, Postgres }

/// <summary>Where the grid is kept and how much may wait for it.</summary>
public sealed class StorageOptions
{
    public StorageKind Kind { get; set; } = StorageKind.Sqlite;

    /// <summary>Holds the SQLite database and, unless <see cref="MasterKey"/> is set, the file with the master key.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>The PostgreSQL connection string; required with <see cref="StorageKind.Postgres"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The master key that all processes of a grid share: 32 bytes as base64 or hex. Null: the file master.key in the data directory, made at first start.</summary>
    public string? MasterKey { get; set; }

    /// <summary>Writes committed in one transaction at most.</summary>
    public int MaxBatch { get; set; } = 1_024;

    /// <summary>Transactions under way at once; SQLite has one writer whatever this says.</summary>
    public int MaxConcurrentCommits { get; set; } = 2;

    /// <summary>Writes, and reads, that may wait at most; beyond that a call fails with <see cref="StorageOverloadedException"/>.</summary>
    public int MaxQueue { get; set; } = 20_000;

    /// <summary>What an overloaded caller is told to wait.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Source-generated JSON contexts of the states to store; contexts registered as <see cref="IJsonTypeInfoResolver"/> services are added.</summary>
    public IList<IJsonTypeInfoResolver> JsonContexts { get; } = [];

    /// <exception cref="StorageSettingException">A setting is missing or out of its range.</exception>
    internal void Validate()
    {
        if (Kind == StorageKind.Postgres && string.IsNullOrWhiteSpace(ConnectionString))
            throw new StorageSettingException("ConnectionStrings__Aegis", "is missing: AEGIS_STORAGE is postgres, so set it to a connection string such as Host=localhost;Database=aegis;Username=aegis.");
        if (string.IsNullOrWhiteSpace(DataDirectory))
            throw new StorageSettingException("AEGIS_DATA", "is empty: set it to the directory that holds the grid.");
        if (MaxBatch < 1)
            throw new StorageSettingException(nameof(MaxBatch), $"is {MaxBatch}: set it to 1 or more.");
        if (MaxConcurrentCommits < 1)
            throw new StorageSettingException(nameof(MaxConcurrentCommits), $"is {MaxConcurrentCommits}: set it to 1 or more.");
        if (MaxQueue < MaxBatch)
            throw new StorageSettingException(nameof(MaxQueue), $"is {MaxQueue}: set it to {nameof(MaxBatch)} ({MaxBatch}) or more.");
    }
}
