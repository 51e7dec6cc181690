using Aegis.Customers;
using Aegis.Grains.Activity;

namespace Aegis.Grains.Customers;

/// <summary>How far an integration has come, by what the calls show. A stage only ever moves forward, and may skip.</summary>
public static class StageRules
{
    /// <summary>Successful calls an integration needs to count as validated, with less than 10 % errors.</summary>
    public const int ValidatedCalls = 10;

    /// <summary>Successful calls that, with an active live key and less than 10 % errors, count as production.</summary>
    public const int ProductionCalls = 100;

    /// <summary>The stage the calls have earned, never before <paramref name="current"/>.</summary>
    public static Stage Judge(Stage current, in UsageFigures usage, bool hasLiveKey)
    {
        var fewErrors = usage.Active.Errors * 10 < Math.Max(1, usage.Active.Calls);
        var earned = usage.Successes switch
        {
            >= ProductionCalls when hasLiveKey && fewErrors => Stage.ProductionReady,
            >= ValidatedCalls when fewErrors => Stage.IntegrationValidated,
            >= 1 => Stage.FirstApiCall,
            _ => Stage.New,
        };
        return earned > current ? earned : current;
    }
}
