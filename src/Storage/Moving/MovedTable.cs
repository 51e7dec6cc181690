namespace Aegis.Storage.Moving;

/// <summary>How a column is kept in PostgreSQL; SQLite keeps times and periods as microseconds and flags as 1 or null; what is true or false is 1 or 0 there.</summary>
internal enum ColumnKind { Text, Long, Int, Real, Bytes, Json, Time, Period, Flag, Words, Truth }

/// <summary>One table of the grid, column by column.</summary>
/// <param name="HasIdentity">Whether PostgreSQL numbers its rows (column id) and must go on after the highest number moved.</param>
internal sealed record MovedTable(string Name, bool HasIdentity, params (string Name, ColumnKind Kind)[] Columns)
{
    private const ColumnKind Text = ColumnKind.Text, Long = ColumnKind.Long, Int = ColumnKind.Int, Real = ColumnKind.Real,
        Bytes = ColumnKind.Bytes, Json = ColumnKind.Json, Time = ColumnKind.Time, Period = ColumnKind.Period, Flag = ColumnKind.Flag;

    public static readonly IReadOnlyList<MovedTable> All =
    [
        new("states", false, ("grain_key", Text), ("grain_type", Text), ("state_name", Text), ("version", Long), ("json", Json), ("sealed", Bytes)),
        new("data_keys", false, ("scope", Text), ("wrapped", Bytes)),
        new("due", false, ("grain_key", Text), ("grain_type", Text), ("state_name", Text), ("shard", Int), ("due_at", Time)),
        new("ledger", false, ("customer_key", Text), ("seq", Long), ("at", Time), ("kind", Text), ("actor", Text), ("action_id", Text), ("body", Bytes), ("hash", Bytes)),
        new("outbox", true, ("id", Long), ("topic", Text), ("customer_key", Text), ("at", Time), ("data", Text)),
        new("events", false, ("number", Long), ("workspace", Text), ("topic", Text), ("customer_key", Text), ("at", Time), ("data", Text), ("undispatched", Flag)),
        new("customers", false, ("workspace", Text), ("customer_id", Text), ("company", Text), ("email", Text), ("tier", Text), ("stage", Text),
            ("tech_stack", Text), ("time_zone", Text), ("health", Text), ("engagement_score", Int), ("risk_factors", Text), ("total_api_calls", Long),
            ("error_rate", Real), ("usage_trend", Text), ("last_api_call_at", Time), ("created_at", Time), ("version", Long), ("window_calls", Long), ("window_errors", Long), ("first_call_at", Time), ("company_key", Text),
            ("score_band", Int), ("calls_band", Int), ("errors_band", Int), ("words", ColumnKind.Words)),
        new("actions", false, ("customer_key", Text), ("action_id", Text), ("workspace", Text), ("tool", Text), ("status", Text), ("evidence", Text),
            ("output", Text), ("begun_at", Time), ("ended_at", Time)),
        new("interventions", false, ("workspace", Text), ("intervention_id", Text), ("customer_key", Text), ("type", Text), ("priority", Text), ("status", Text),
            ("reason", Text), ("diagnosis", Text), ("actions_taken", Text), ("next_steps", Text), ("message", Text), ("ticket_key", Text), ("ticket_url", Text),
            ("finding", Int), ("attempts", Int), ("created_at", Time), ("resolved_at", Time), ("snoozed_until", Time), ("with_person", ColumnKind.Truth)),
        new("approvals", false, ("workspace", Text), ("approval_id", Text), ("customer_key", Text), ("status", Text), ("created_at", Time), ("expires_at", Time), ("body", Text)),
        new("turns", false, ("workspace", Text), ("customer_key", Text), ("turn_id", Text), ("intent", Text), ("status", Text), ("at", Time), ("ended_at", Time),
            ("waits_since", Time), ("with_person", ColumnKind.Truth)),
        new("keys", false, ("key_hash", Text), ("customer_key", Text), ("key_id", Text)),
        new("sites", false, ("site", Text), ("customer_key", Text)),
        new("activity_ids", true, ("id", Long), ("customer_key", Text), ("at", Time), ("hashes", Bytes)),
        new("reminders", false, ("grain_type", Text), ("grain_key", Text), ("name", Text), ("start_at", Time), ("period", Period)),
    ];

    public string ColumnList => string.Join(", ", Columns.Select(c => c.Name));

    // A text becomes words on the server: customers come by way of a table that holds the text.
    private bool HasWords => Columns.Any(c => c.Kind == ColumnKind.Words);

    public string CopyInto => HasWords ? $"moved_{Name}" : Name;

    public string? BeforeCopy => HasWords
        ? $"CREATE TEMP TABLE moved_{Name} (LIKE {Name}) ON COMMIT DROP; ALTER TABLE moved_{Name} ALTER COLUMN words TYPE text" : null;

    public string? AfterCopy => HasWords
        ? $"INSERT INTO {Name} ({ColumnList}) SELECT {ColumnList.Replace("words", "array_to_tsvector(string_to_array(words, ' '))", StringComparison.Ordinal)} FROM moved_{Name}" : null;

    // The words of a customer are a table of their own in SQLite.
    public string SourceSql => $"SELECT {string.Join(", ", Columns.Select(c => c.Kind == ColumnKind.Words
        ? "(SELECT words FROM customer_words WHERE rowid = customers.id)" : c.Name))} FROM {Name}{(HasIdentity ? " ORDER BY id" : "")}";
}
