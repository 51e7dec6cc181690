namespace Aegis.Storage.Database;

/// <summary>How far back activity ids are remembered: so many ids, or so long, whichever reaches further.</summary>
internal static class ActivityIdLimits
{
    public const int Count = 10_000;
    public static readonly TimeSpan Age = TimeSpan.FromHours(24);
}
