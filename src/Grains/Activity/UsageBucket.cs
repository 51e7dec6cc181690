namespace Aegis.Grains.Activity;

/// <summary>The calls of one UTC hour or day, by status class and failure reason; <see cref="UsageWindowJson"/> stores them.</summary>
public struct UsageBucket(int at)
{
    /// <summary>Distinct reasons counted apart; further ones count as <see cref="OtherReason"/>.</summary>
    public const int MaxReasons = 16;

    public const string OtherReason = "OTHER";

    /// <summary>Hours, or days, since 0001-01-01 UTC.</summary>
    public readonly int At => at;

    public int Informational;
    public int Success;
    public int Redirect;
    public int ClientError;
    public int ServerError;

    /// <summary>Failed calls by their reason, in ordinal order; null when none failed. A plain array: there are many buckets and few reasons in each.</summary>
    public ReasonCount[]? Reasons;

    public readonly long Calls => (long)Informational + Success + Redirect + ClientError + ServerError;

    public readonly long Errors => (long)ClientError + ServerError;

    public void Count(int status, string? reason)
    {
        switch (status / 100)
        {
            case 1: Informational++; break;
            case 2: Success++; break;
            case 3: Redirect++; break;
            case 4: ClientError++; break;
            default: ServerError++; break;
        }

        if (status >= 400)
            CountReason(FailureTraces.ReasonOf(status, reason));
    }

    private void CountReason(string reason)
    {
        var place = PlaceOf(reason);
        if (place < 0 && Reasons?.Length >= MaxReasons)
            place = PlaceOf(reason = OtherReason);
        if (place < 0)
            Reasons = [.. Reasons.AsSpan(0, ~place), new(reason, 1), .. Reasons.AsSpan(~place)];
        else
            Reasons![place].Count++;
    }

    // The complement of where it belongs when it is not there.
    private readonly int PlaceOf(string reason)
    {
        for (var i = 0; i < Reasons?.Length; i++)
        {
            if (string.CompareOrdinal(Reasons[i].Reason, reason) is >= 0 and var order)
                return order == 0 ? i : ~i;
        }

        return ~(Reasons?.Length ?? 0);
    }
}

/// <summary>How many calls failed for one reason.</summary>
public struct ReasonCount(string reason, int count)
{
    public readonly string Reason => reason;

    public int Count = count;
}
