using Aegis.Actions;
using Aegis.Directory;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Grains.Directory;

/// <summary>What readers of lists may ask, and how rows become what they see.</summary>
internal static class DirectoryRules
{
    private const int MaxQuery = 200;

    public static Refusal? CheckLimit(int limit, int most) =>
        limit >= 1 && limit <= most ? null : new(RefusalKind.Invalid, $"'limit' is {limit}: use 1 to {most:N0}.", "limit");

    public static Refusal? CheckAfter(long after) =>
        after >= 0 ? null : new(RefusalKind.Invalid, $"'after' is {after}: use 0 or more.", "after");

    public static Refusal? CheckCustomerId(string customerId, string field = "id") =>
        GrainKey.IsId(customerId) ? null : new(RefusalKind.Invalid, $"'{TextRules.Show(customerId)}' is no customer id.", field);

    public static Refusal? CheckKinds(ImmutableArray<string> kinds, int most) =>
        kinds.IsDefault || (kinds.Length <= most && kinds.All(kind => kind is { Length: > 0 and <= 64 } && kind.All(c => c is (>= 'a' and <= 'z') or '_')))
            ? null
            : new(RefusalKind.Invalid, $"'kinds' holds what is no kind of entry: use at most {most} words of a-z and _.", "kinds");

    public static Refusal? CheckQuery(string? query) => query switch
    {
        null => null,
        { Length: > MaxQuery } => new(RefusalKind.Invalid, $"'q' has {query.Length} characters: at most {MaxQuery} are allowed.", "q"),
        _ when TextRules.FaultOfLine(query) is { } fault => new(RefusalKind.Invalid, $"'q' {fault}.", "q"),
        _ => null,
    };

    public static string[] Words(string? query) => query?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static ActionRecord ToRecord(ActionRow row) => new(
        row.ActionId, row.CustomerId, row.Tool, SnakeCase.Parse<ActionStatus>(row.Status), row.Evidence, JsonText.ReadMap(row.Output), row.BegunAt, row.EndedAt);

    public static LiveEvent ToEvent(EventRow row) => new(row.Number, row.Topic, GrainKey.Parse(row.CustomerKey).CustomerId, row.At, row.Data);
}
