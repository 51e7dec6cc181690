namespace Aegis.Eval.Grid;

/// <summary>How a trial's grid is made.</summary>
/// <param name="Start">Where its clock begins.</param>
/// <param name="Seed">Of the sandboxes' chance.</param>
/// <param name="Model">The settings of a language model by configuration key; empty for the playbooks alone.</param>
/// <param name="Replace">Puts services in place of the program's.</param>
public sealed record GridSettings(
    DateTimeOffset Start, int Seed, ImmutableDictionary<string, string?> Model, Action<IServiceCollection> Replace)
{
    private static readonly TimeSpan OftenEnough = TimeSpan.FromMilliseconds(100);

    /// <summary>Everything the program is told. Nothing else is read, so that nothing outside is reached that is not named here.</summary>
    internal Dictionary<string, string?> ToConfiguration(string directory, string adminKey, string? documents)
    {
        var settings = new Dictionary<string, string?>(Model)
        {
            ["Aegis:Data"] = directory,
            ["Aegis:Urls"] = "http://127.0.0.1:0",
            ["Aegis:Roles"] = "silo,api",
            ["Aegis:AdminKey"] = adminKey,
            ["Aegis:Grid:WakePeriod"] = OftenEnough.ToString(),
            ["Aegis:Grid:SandboxCallsPerMinute"] = "100",
            ["Logging:LogLevel:Default"] = "None",
            ["Aegis:Logging:LogLevel:Default"] = "None",
        };
        if (documents is not null)
            settings["Aegis:Knowledge:Path"] = documents;
        foreach (var connector in (string[])["Billing", "Tickets", "Mail"])
        {
            settings[$"Aegis:Connectors:{connector}:Latency"] = "00:00:00";
            settings[$"Aegis:Connectors:{connector}:Seed"] = $"{Seed}";
        }

        return settings;
    }
}
