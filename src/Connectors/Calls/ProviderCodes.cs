namespace Aegis.Connectors.Calls;

/// <summary>Codes of provider errors that our clients act on.</summary>
internal static class ProviderCodes
{
    public const string Duplicate = "duplicate_entry";
    public const string NotFound = "resource_not_found";
    public const string KeyReused = "idempotency_key_reused";

    /// <summary>Stripe: another request under the same key is being worked on.</summary>
    public const string KeyInUse = "idempotency_key_in_use";

    /// <summary>Stripe: the same key came with another request.</summary>
    public const string KeyMisused = "idempotency_error";

    /// <summary>Stripe: there is one of that id.</summary>
    public const string Exists = "resource_already_exists";
}
