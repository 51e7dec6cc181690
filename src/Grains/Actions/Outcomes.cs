using System.Globalization;
using Aegis.Actions;
using Aegis.Connectors;

namespace Aegis.Grains.Actions;

/// <summary>Outcomes as connectors make them.</summary>
public static class Outcomes
{
    internal static readonly ImmutableSortedDictionary<string, string> NoOutput = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static ActionOutcome Done(string evidence, ImmutableSortedDictionary<string, string>? output = null) =>
        new(ActionStatus.Done, evidence, output ?? NoOutput);

    /// <summary>Done as a receipt says: its facts, and its id under a name.</summary>
    public static ActionOutcome Done(string evidence, string idName, Receipt receipt) =>
        Done(receipt.Replayed ? $"{evidence} (done by an earlier attempt)" : evidence, receipt.Facts.SetItem(idName, receipt.Id));

    public static ActionOutcome Failed(string evidence, TimeSpan? retryAfter = null) => new(ActionStatus.Failed, evidence, NoOutput, retryAfter);

    public static ActionOutcome Unknown(string evidence, TimeSpan? retryAfter = null) => new(ActionStatus.Unknown, evidence, NoOutput, retryAfter);

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
