namespace Aegis.Connectors.Calls;

/// <summary>Codes of provider errors that our clients act on.</summary>
internal static class ProviderCodes
{
    public const string Duplicate = "duplicate_entry";
    public const string NotFound = "resource_not_found";
    public const string KeyReused = "idempotency_key_reused";
}
