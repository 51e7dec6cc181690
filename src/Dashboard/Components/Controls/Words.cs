using System.Globalization;
using System.Text;
using Aegis.Actions;
using Aegis.Customers;
using Aegis.Interventions;

namespace Aegis.Dashboard.Components.Controls;

/// <summary>How the console words figures, times and enum values.</summary>
public static class Words
{
    /// <summary>"ApiKeysGenerated" as "API keys generated".</summary>
    public static string Of<T>(T value) where T : struct, Enum
    {
        var words = new StringBuilder();
        foreach (var c in value.ToString())
            words.Append(words.Length > 0 && char.IsUpper(c) ? " " : "").Append(words.Length > 0 ? char.ToLowerInvariant(c) : c);
        return words.ToString().Replace("Api ", "API ", StringComparison.Ordinal).Replace(" api ", " API ", StringComparison.Ordinal);
    }

    /// <summary>"NeedsAttention" as the "needs_attention" of the HTTP surface and the page's address.</summary>
    public static string Snake<T>(T value) where T : struct, Enum =>
        Of(value).Replace(' ', '_').ToLowerInvariant();

    public static T? Parse<T>(string? snake) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(Snake(value), snake, StringComparison.OrdinalIgnoreCase))
                return value;
        return null;
    }

    public static string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var past = now - at;
        return past switch
        {
            { TotalSeconds: < -60 } => at.UtcDateTime.ToString("d MMM HH:mm", CultureInfo.InvariantCulture),
            { TotalSeconds: < 45 } => "just now",
            { TotalMinutes: < 60 } => $"{Math.Max(1, (int)past.TotalMinutes)} min ago",
            { TotalHours: < 24 } => $"{(int)past.TotalHours} h ago",
            { TotalDays: < 30 } => $"{(int)past.TotalDays} d ago",
            _ => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>"Sun 22 Nov 19:30 UTC", for a time that is to come.</summary>
    public static string Until(DateTimeOffset at) => at.UtcDateTime.ToString("ddd d MMM HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Who acted, from how the ledger names actors: "admin:alice" as "alice (admin)", "agent:growth for customer:acme" as "Growth agent, for the customer".</summary>
    public static string Actor(string? actor) => (actor ?? "").Split(" for ", 2) is [var agent, var person]
        ? $"{Sentence(agent.Split(':')[^1])} agent, for {Actor(person)}"
        : actor?.Split(':', 2) switch
        {
            null or [""] or ["aegis"] or ["system", _] => "Aegis",
            ["customer", _] => "the customer",
            [var role, var name] => $"{name} ({role})",
            _ => actor,
        };

    /// <summary>"key_issued" as "Key issued".</summary>
    public static string Sentence(string snake) => snake.Length == 0 ? "" : char.ToUpperInvariant(snake[0]) + snake[1..].Replace('_', ' ');

    /// <summary>"1 turn", "2,000 turns".</summary>
    public static string Count(long n, string one) => $"{Number(n)} {one}{(n == 1 ? "" : "s")}";

    /// <summary>"22 Nov", the UTC day.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    public static string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(double rate) => rate.ToString(rate is > 0 and < 0.1 ? "0.0 %" : "0 %", CultureInfo.InvariantCulture);

    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 1 => "<1 ms",
        < 1000 => $"{milliseconds:0} ms",
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000:0.0} min"),
    };

    /// <summary>The company, or the id of a customer whose company has nothing to be seen.</summary>
    public static string Name(string company, string id) => ShownText.IsBlank(company) ? id : company;

    /// <summary>"2.5 days", "3 h", "40 min".</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "< 1 min",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min",
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} days"),
    };

    /// <summary>The colour class of a state: good, busy, warn or bad.</summary>
    public static string Tone(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "good",
        HealthStatus.NeedsAttention => "warn",
        HealthStatus.AtRisk => "bad",
        _ => "busy",
    };

    public static string Tone(InterventionStatus status) => status switch
    {
        InterventionStatus.Resolved => "good",
        InterventionStatus.Acting => "busy",
        InterventionStatus.Open => "warn",
        _ => "",
    };

    public static string Tone(InterventionPriority priority) => priority switch
    {
        InterventionPriority.High => "bad",
        InterventionPriority.Medium => "warn",
        _ => "",
    };

    public static string Tone(ActionStatus status) => status switch
    {
        ActionStatus.Done or ActionStatus.AlreadyDone => "good",
        ActionStatus.InFlight => "busy",
        ActionStatus.PendingApproval or ActionStatus.Unknown => "warn",
        _ => "bad",
    };
}
