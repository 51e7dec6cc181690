namespace Aegis.Storage;

/// <summary>The database cannot take this write, however often it is tried: it breaks a constraint or is too large. Nothing was stored.</summary>
public sealed class StorageRefusedException(string message, Exception innerException) : Exception(message, innerException);
