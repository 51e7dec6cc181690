using Aegis.Api.Json;
using Aegis.Keys;

namespace Aegis.Api.Keys;

/// <summary>Asks for a key.</summary>
internal sealed record IssueKey(KeyEnvironment Environment) : IBody<IssueKey>
{
    public static IssueKey Read(JsonForm form) => new(form.OneOf<KeyEnvironment>("environment"));
}

/// <summary>A customer's keys without their secrets.</summary>
public sealed record KeyList(ImmutableArray<ApiKey> Items);

/// <summary>A key with its secret.</summary>
/// <param name="Secret">A placeholder until the response leaves: what is stored for replay names the key only.</param>
public sealed record ShownKey(
    string Id, KeyEnvironment Environment, string Prefix, KeyStatus Status,
    DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, string Secret)
{
    public static ShownKey Of(ApiKey key) =>
        new(key.Id, key.Environment, key.Prefix, key.Status, key.CreatedAt, key.LastUsedAt, key.RevokedAt, KeyPlaceholder.For(key.Id));
}
