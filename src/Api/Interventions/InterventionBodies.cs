using Aegis.Api.Json;

namespace Aegis.Api.Interventions;

/// <param name="Note">What was done, for the ledger; may be left out.</param>
internal sealed record ResolveIntervention(string? Note) : IBody<ResolveIntervention>
{
    public static ResolveIntervention Read(JsonForm form) => new(form.OptionalText("note", 1_000));
}

/// <param name="Until">When it opens again; or say it in hours.</param>
/// <param name="Hours">1 to 720.</param>
internal sealed record SnoozeIntervention(DateTimeOffset? Until, int? Hours) : IBody<SnoozeIntervention>
{
    private const int MaxHours = 720;

    public static SnoozeIntervention Read(JsonForm form)
    {
        var (until, hours) = (form.OptionalTime("until"), form.OptionalNumber("hours"));
        form.Require(hours is null or (>= 1 and <= MaxHours), "hours", $"is {hours}; 1 to {MaxHours} are allowed");
        form.Require(until is null != hours is null, "until", "or 'hours' is needed, and not both");
        return new(until, hours);
    }
}
