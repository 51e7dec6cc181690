using System.Globalization;
using Aegis.Customers;
using Aegis.Grains.Activity;

namespace Aegis.Grains.Customers;

/// <summary>What a customer's health is judged from.</summary>
/// <param name="ActiveDays">Days of the last 7 with a call.</param>
/// <param name="FirstKeyAt">When the first key was issued, or null.</param>
public readonly record struct HealthFacts(UsageFigures Usage, int ActiveDays, DateTimeOffset? FirstKeyAt, DateTimeOffset Now);

/// <summary>Judges health, with a sentence and its figures for every reason.
/// <list type="bullet">
/// <item>new: no call yet, and no key for a day or longer</item>
/// <item>at risk: error rate over 15 % of 10 calls or more, silent for 14 days, or two lesser reasons together</item>
/// <item>needs attention: one lesser reason: error rate over 10 %, only failures so far, declining use, silent for 7 days, or a key without a call for 24 h</item>
/// <item>healthy: none of these</item>
/// </list></summary>
public static class HealthRules
{
    /// <summary>Calls the window needs before its error rate counts.</summary>
    public const int ErrorMinimum = 10;

    /// <summary>What a customer scores of whom nothing is known yet.</summary>
    public const int ScoreOfNew = 50;

    public static readonly TimeSpan KeyUnusedAfter = TimeSpan.FromHours(24);
    public static readonly TimeSpan SilentAfter = TimeSpan.FromDays(7);
    public static readonly TimeSpan GoneAfter = TimeSpan.FromDays(14);

    public static Health Judge(in HealthFacts facts)
    {
        var lesser = ImmutableArray.CreateBuilder<string>();
        var grave = ImmutableArray.CreateBuilder<string>();
        AddErrors(facts.Usage.Active, lesser, grave);
        if (facts.Usage.Trend == UsageTrend.Declining)
            lesser.Add(Text($"Use is declining: {facts.Usage.CallsLast7Days} calls in the last 7 days, {facts.Usage.CallsPrevious7Days} in the 7 before."));
        AddSilence(facts, lesser, grave);

        var status = grave.Count > 0 || lesser.Count > 1 ? HealthStatus.AtRisk
            : lesser.Count == 1 ? HealthStatus.NeedsAttention
            : facts.Usage.TotalCalls == 0 ? HealthStatus.New
            : HealthStatus.Healthy;
        grave.AddRange(lesser);
        return new(status, Score(facts), grave.ToImmutable());
    }

    private static void AddErrors(in ActiveWindow window, ImmutableArray<string>.Builder lesser, ImmutableArray<string>.Builder grave)
    {
        if (window.Calls >= ErrorMinimum)
        {
            // In integers, so that exactly 15 % or 10 % does not count as over.
            if (window.Errors * 20 > window.Calls * 3)
                grave.Add(ErrorFactor(window));
            else if (window.Errors * 10 > window.Calls)
                lesser.Add(ErrorFactor(window));
        }
        else if (window.Calls >= 3 && window.Errors == window.Calls)
            lesser.Add(Text($"All of the last {window.Calls} calls failed."));
    }

    private static void AddSilence(in HealthFacts facts, ImmutableArray<string>.Builder lesser, ImmutableArray<string>.Builder grave)
    {
        if (facts.Usage.LastCallAt is { } last)
        {
            var silence = facts.Now - last;
            if (silence >= SilentAfter)
                (silence >= GoneAfter ? grave : lesser).Add(Text($"No call for {(int)silence.TotalDays} days; the last was on {last:yyyy-MM-dd}."));
        }
        else if (facts.FirstKeyAt is { } issued && facts.Now - issued >= KeyUnusedAfter)
            lesser.Add(Text($"A key was issued {(int)(facts.Now - issued).TotalHours} hours ago and no call was made since."));
    }

    /// <summary>How recent (40), how regular (28), how free of errors (20) and how growing (12) the use is.</summary>
    private static int Score(in HealthFacts facts)
    {
        if (facts.Usage.LastCallAt is not { } last)
            return ScoreOfNew;
        var recency = (facts.Now - last).TotalDays switch { <= 1 => 40, <= 3 => 30, <= 7 => 20, <= 14 => 10, _ => 0 };
        var quality = (int)Math.Round(20 * (1 - Math.Min(1, facts.Usage.Active.ErrorRate * 5)));
        var growth = facts.Usage.Trend switch { UsageTrend.Increasing => 12, UsageTrend.Stable => 8, _ => 0 };
        return recency + 4 * facts.ActiveDays + (recency == 0 ? 0 : quality + growth);
    }

    private static string ErrorFactor(in ActiveWindow window) =>
        Text($"Error rate {window.ErrorRate * 100:0.#} %: {window.Errors} of {window.Calls} calls failed in the 24 h up to {window.Until:yyyy-MM-dd HH:mm} UTC.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
