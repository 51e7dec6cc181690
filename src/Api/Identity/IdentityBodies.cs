using Aegis.Actors;
using Aegis.Api.Json;
using Aegis.Identity;

namespace Aegis.Api.Identity;

/// <summary>Asks for a key to this API.</summary>
internal sealed record IssueAccessKey(string Name, Role Role, string? CustomerId, DateTimeOffset? ExpiresAt) : IBody<IssueAccessKey>
{
    public static IssueAccessKey Read(JsonForm form) =>
        new(form.Text("name"), form.OneOf<Role>("role"), form.OptionalText("customerId"), form.OptionalTime("expiresAt"));
}

/// <param name="OverlapHours">How long the old secret works on: 0 to 720; 24 when left out.</param>
internal sealed record RotateAccessKey(int OverlapHours) : IBody<RotateAccessKey>
{
    private const int Default = 24;

    public static RotateAccessKey Read(JsonForm form) => new(form.OptionalNumber("overlapHours") ?? Default);
}

internal sealed record AddUser(string Name, Role Role, string? DisplayName) : IBody<AddUser>
{
    public static AddUser Read(JsonForm form) => new(form.Text("name"), form.OneOf<Role>("role"), form.OptionalText("displayName"));
}

/// <summary>What is to change of a user; a field left out stays as it is.</summary>
internal sealed record ChangeUser(Role? Role, bool? Disabled, string? DisplayName) : IBody<ChangeUser>
{
    public static ChangeUser Read(JsonForm form) =>
        new(form.OptionalOneOf<Role>("role"), form.OptionalFlag("disabled"), form.OptionalText("displayName"));
}

/// <param name="Minutes">1 to 720; 30 when left out.</param>
internal sealed record OpenSession(string CustomerId, int Minutes) : IBody<OpenSession>
{
    private const int Default = 30;

    public static OpenSession Read(JsonForm form) => new(form.Text("customerId"), form.OptionalNumber("minutes") ?? Default);
}

/// <summary>Who the caller is.</summary>
public sealed record Me(string Id, Role Role, string Workspace);

public sealed record AccessKeyList(ImmutableArray<AccessKey> Items);

/// <summary>A key with its secret, shown once.</summary>
/// <param name="Secret">Empty in the answer to a repeated request: rotate the key if it was lost.</param>
public sealed record ShownAccessKey(AccessKey Key, string Secret);

public sealed record UserList(ImmutableArray<User> Items);

/// <summary>A user who is to choose a password.</summary>
/// <param name="Path">Opened in a browser, it lets whoever has it choose the user's password, once. Empty in the answer to a repeated request: reset the password if it was lost.</param>
public sealed record InvitedUser(User User, string Path, DateTimeOffset ExpiresAt);
