using Aegis.Storage.Database;

namespace Aegis.Storage.GroupCommit;

/// <summary>Refuses text that PostgreSQL cannot store, so that one such write fails alone instead of failing the batch it would have shared.</summary>
internal static class StoredText
{
    /// <exception cref="ArgumentException">A text holds U+0000.</exception>
    public static void Check(RecordWrite write)
    {
        if (write.Json is { } json && HasEscapedNul(json))
            throw Refusal(write);
        foreach (var entry in write.Ledger)
            Check(write, entry.Kind, entry.Actor, entry.ActionId);
        foreach (var message in write.Journal.Outbox)
            Check(write, message.Topic, message.CustomerKey, message.Data);
        foreach (var action in write.Journal.Actions)
            Check(write, action.Tool, action.Status, action.Evidence, action.Output);
        foreach (var i in write.Journal.Interventions)
            Check(write, i.Reason, i.Diagnosis, i.ActionsTaken, i.NextSteps, i.Message, i.TicketKey, i.TicketUrl);
        foreach (var approval in write.Journal.Approvals)
            if (HasEscapedNul(approval.Body))
                throw Refusal(write);
        if (write.Journal.Customer is { } c)
            Check(write, c.Company, c.Email, c.TechStack, c.TimeZone, c.RiskFactors);
    }

    private static void Check(RecordWrite write, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text is not null && text.Contains('\0'))
                throw Refusal(write);
        }
    }

    // JSON writes U+0000 as \u0000; the same six characters behind an odd number of backslashes are plain text.
    private static bool HasEscapedNul(string json)
    {
        for (var at = json.IndexOf("\\u0000", StringComparison.Ordinal); at >= 0; at = json.IndexOf("\\u0000", at + 1, StringComparison.Ordinal))
        {
            var before = at;
            while (before > 0 && json[before - 1] == '\\')
                before--;
            if ((at - before) % 2 == 0)
                return true;
        }

        return false;
    }

    private static ArgumentException Refusal(RecordWrite write) =>
        new($"{write.StateName} of {write.GrainType}/{write.GrainKey} holds text with U+0000, which cannot be stored.");
}
