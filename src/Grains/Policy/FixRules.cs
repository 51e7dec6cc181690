using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Policy;

/// <summary>What apply_fix_for_401 may do about a cause.</summary>
public static class FixRules
{
    /// <summary>The causes it is proposed for, as its argument names them.</summary>
    public static readonly ImmutableArray<string> Causes =
    [
        .. new[]
        {
            Cause.NoKey, Cause.RevokedKey, Cause.LiveKeyOnTestSite, Cause.UnknownKey,
            Cause.MalformedHeader, Cause.TrialExpired, Cause.RateLimited, Cause.ProductError,
        }.Select(SnakeCase.Of),
    ];

    /// <summary>Whether a working test key is the cure.</summary>
    public static bool NeedsAnotherKey(string? cause) => Of(cause) is Cause.NoKey or Cause.RevokedKey or Cause.LiveKeyOnTestSite or Cause.UnknownKey;

    /// <summary>Why nothing is done about a cause here, or null when something may be.</summary>
    public static string? WhyNot(string? cause) => Of(cause) switch
    {
        Cause.TrialExpired => "A trial is not extended by itself: an upgrade ends it, or a person decides.",
        Cause.ProductError => "An error of the product is not mended on the customer's side: it goes to a ticket.",
        _ => null,
    };

    private static Cause Of(string? cause) => cause is not null && SnakeCase.TryParse<Cause>(cause, out var known) ? known : Cause.None;
}
