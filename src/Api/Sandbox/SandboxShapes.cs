using System.Text.Json.Serialization;
using Aegis.Sandbox;

namespace Aegis.Api.Sandbox;

/// <summary>The product's record, in the product's own spelling.</summary>
public sealed record SiteCustomerView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("first_name")] string? FirstName,
    [property: JsonPropertyName("last_name")] string? LastName,
    [property: JsonPropertyName("email")] string? Email,
    [property: JsonPropertyName("created_at")] long CreatedAt,
    [property: JsonPropertyName("object")] string Object = "customer")
{
    public static SiteCustomerView Of(SiteCustomer c) => new(c.Id, c.FirstName, c.LastName, c.Email, c.CreatedAt.ToUnixTimeSeconds());
}

/// <summary>One record as the product wraps it.</summary>
public sealed record SiteEntry([property: JsonPropertyName("customer")] SiteCustomerView Customer);

/// <summary>A list as the product gives it.</summary>
public sealed record SiteList([property: JsonPropertyName("list")] ImmutableArray<SiteEntry> List);

/// <summary>An error as the product gives it.</summary>
public sealed record SiteError(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("api_error_code")] string ApiErrorCode,
    [property: JsonPropertyName("http_status_code")] int HttpStatusCode,
    [property: JsonPropertyName("param"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Param = null);
