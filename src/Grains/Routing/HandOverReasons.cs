namespace Aegis.Grains.Routing;

/// <summary>Why a message is for a person.</summary>
public static class HandOverReasons
{
    public const string Security = "security";
    public const string Privacy = "privacy";
    public const string Billing = "billing";
    public const string Legal = "legal";
    public const string Person = "person";
}
