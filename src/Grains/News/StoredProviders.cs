namespace Aegis.Grains.News;

/// <summary>What a customer's state keeps of the systems outside.</summary>
/// <param name="Look">Counts the looks at the subscription that were asked for.</param>
/// <param name="Shown">The newest look that was taken in; one that was asked for earlier tells nothing new.</param>
/// <param name="Seen">Ids of the last news, oldest first.</param>
public sealed record StoredProviders(int Look, int Shown, ImmutableArray<string> Seen)
{
    public static readonly StoredProviders None = new(0, 0, []);

    /// <summary>The subscription as it was last shown, or null.</summary>
    public StoredSubscription? Subscription { get; init; }
}

/// <param name="Status">trial, active, past_due, paused or ended.</param>
public sealed record StoredSubscription(string Id, string? Plan, string Status);
