namespace Aegis.Silo.Settings;

/// <summary>The database behind the grid.</summary>
public enum StorageKind { Sqlite, Postgres }
