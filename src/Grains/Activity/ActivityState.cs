using System.Text.Json.Serialization;
using Aegis.Storage.States;

namespace Aegis.Grains.Activity;

/// <summary>What is counted of a customer's calls; a state of its own, so that recording activity writes little.</summary>
public sealed class ActivityState : GridState
{
    public long TotalCalls { get; set; }

    /// <summary>Calls answered 2xx.</summary>
    public long Successes { get; set; }

    /// <summary>Calls answered 400 or above.</summary>
    public long Failures { get; set; }

    public DateTimeOffset? LastCallAt { get; set; }

    /// <summary>By UTC hour, oldest first: the 48 hours up to the newest call.</summary>
    [JsonConverter(typeof(UsageWindowJson))]
    public List<UsageBucket> Hours { get; set; } = [];

    /// <summary>By UTC day, oldest first: the newest call's day and the 35 before.</summary>
    [JsonConverter(typeof(UsageWindowJson))]
    public List<UsageBucket> Days { get; set; } = [];

    /// <summary>When a key was last used at the product sandbox, by key id.</summary>
    public SortedDictionary<string, DateTimeOffset>? KeyUse { get; set; }

    /// <summary>Where each failure reason was last seen; null while no call failed.</summary>
    public SortedDictionary<string, FailureTrace>? LastFailures { get; set; }

    /// <summary>When stage and health are judged again: at once where a commit of the customer's state must follow this one, otherwise once a day while the windows move.</summary>
    public DateTimeOffset? EvaluateAt { get; set; }

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => EvaluateAt;
}
