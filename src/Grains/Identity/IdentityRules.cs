using Aegis.Actors;
using Aegis.Grains.Customers;
using Aegis.Identity;

namespace Aegis.Grains.Identity;

/// <summary>What names, keys and users may be.</summary>
public static class IdentityRules
{
    public const int MaxKeys = 1_000;
    public const int MaxUsers = 1_000;
    private const int MaxDisplayName = 100;

    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);
    public static readonly TimeSpan ShortestSession = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestSession = TimeSpan.FromHours(12);
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromDays(1);

    /// <summary>Who holds the admin key; nobody else is called so.</summary>
    public const string Administrator = "admin";

    public static Refusal? Check(IdentityState state, NewAccessKey key, DateTimeOffset now) =>
        CheckName(state, key.Name)
        ?? (key.Role is Role.System || !Enum.IsDefined(key.Role) ? Invalid("role", "'role' must be customer, viewer, agent, approver or admin.") : null)
        ?? (key.Role == Role.Customer && !GrainKey.IsId(key.CustomerId) ? Invalid("customerId", "'customerId' must name the customer a key with the role customer is for.") : null)
        ?? (key.Role != Role.Customer && key.CustomerId is not null ? Invalid("customerId", "'customerId' is only for a key with the role customer.") : null)
        ?? (key.ExpiresAt <= now ? Invalid("expiresAt", "'expiresAt' is past: name a time to come, or leave it out.") : null)
        ?? (state.Keys.Count(k => k.IsGood(now)) >= MaxKeys ? new(RefusalKind.TooMany, $"There are {MaxKeys} keys: revoke those that nobody uses.") : null);

    public static Refusal? Check(IdentityState state, NewUser user) =>
        CheckName(state, user.Name) ?? CheckRole(user.Role) ?? CheckDisplayName(user.DisplayName)
        ?? (state.Users.Count >= MaxUsers ? new(RefusalKind.TooMany, $"There are {MaxUsers} users: no more can be added.") : null);

    public static Refusal? Check(UserChanges changes) =>
        (changes.Role is { } role ? CheckRole(role) : null) ?? CheckDisplayName(changes.DisplayName)
        ?? (changes is { Role: null, Disabled: null, DisplayName: null } ? Invalid("body", "Nothing is to change: send role, disabled or displayName.") : null);

    public static Refusal? CheckOverlap(TimeSpan overlap) => overlap >= TimeSpan.Zero && overlap <= LongestOverlap ? null
        : Invalid("overlapHours", $"The old secret may work on for 0 to {LongestOverlap.TotalHours} hours.");

    public static Refusal? CheckSession(string customerId, TimeSpan lifetime) =>
        CheckCustomer(customerId)
        ?? (lifetime < ShortestSession || lifetime > LongestSession ? Invalid("minutes", $"A session may last {ShortestSession.TotalMinutes} to {LongestSession.TotalMinutes} minutes.") : null);

    public static Refusal? CheckCustomer(string? customerId) =>
        GrainKey.IsId(customerId) ? null : Invalid("customerId", $"'customerId' is '{TextRules.Show(customerId ?? "")}': use 1 to 64 letters, digits, '_', '-' or '.'.");

    public static Refusal NoKey(string keyId) => new(RefusalKind.NotFound, $"There is no key '{TextRules.Show(keyId)}'.", "keyId");

    public static Refusal NoUser(string name) => new(RefusalKind.NotFound, $"There is no user '{TextRules.Show(name)}'.", "name");

    // One space of names for keys and users, and for good: the ledger must never leave open who it was.
    private static Refusal? CheckName(IdentityState state, string? name) =>
        !GrainKey.IsId(name) ? Invalid("name", $"'name' is '{TextRules.Show(name ?? "")}': use 1 to 64 letters, digits, '_', '-' or '.'.")
        : IsTaken(state, name!) ? new(RefusalKind.Conflict, $"The name '{name}' is or was in use: choose another.", "name")
        : null;

    private static bool IsTaken(IdentityState state, string name) =>
        name.Equals(Administrator, StringComparison.OrdinalIgnoreCase)
        || state.Keys.Exists(k => k.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        || state.Users.Exists(u => u.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Refusal? CheckRole(Role role) =>
        role is Role.Viewer or Role.Agent or Role.Approver or Role.Admin ? null : Invalid("role", "'role' must be viewer, agent, approver or admin.");

    private static Refusal? CheckDisplayName(string? text) => text switch
    {
        null => null,
        _ when ShownText.IsBlank(text) => Invalid("displayName", $"'displayName' is empty: use 1 to {MaxDisplayName} characters that can be seen."),
        { Length: > MaxDisplayName } => Invalid("displayName", $"'displayName' ('{TextRules.Show(text)}') has {text.Length} characters: at most {MaxDisplayName} are allowed."),
        _ => TextRules.FaultOfLine(text) is { } fault ? Invalid("displayName", $"'displayName' ('{TextRules.Show(text)}') {fault}.") : null,
    };

    private static Refusal Invalid(string field, string message) => new(RefusalKind.Invalid, message, field);
}
