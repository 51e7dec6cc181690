using System.CommandLine;
using System.CommandLine.Parsing;

namespace Aegis.Silo.Commands;

/// <summary><c>run</c>: serves the grid, or one of the sandboxes.</summary>
public static class RunCommand
{
    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on (default http://127.0.0.1:5080)." };
    private static readonly Option<string> Roles = new("--roles") { Description = "silo,api,dashboard (default), or one of billing-sandbox, tickets-sandbox, mail-sandbox." };
    private static readonly Option<bool> Demo = new("--demo") { Description = "Add the demo customers that are missing." };

    public static Command Create()
    {
        var command = new Command("run", "Serve console and API.") { Urls, CommonOptions.Data, Roles, Demo };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, cancellationToken));
        return command;
    }

    /// <summary>The settings the command line names, by configuration key.</summary>
    public static IReadOnlyDictionary<string, string?> Settings(ParseResult parsed)
    {
        var settings = new Dictionary<string, string?>(CommonOptions.Settings(parsed));
        if (parsed.GetValue(Urls) is { } urls)
            settings["Aegis:Urls"] = urls;
        if (parsed.GetValue(Roles) is { } roles)
            settings["Aegis:Roles"] = roles;
        if (parsed.GetValue(Demo))
            settings["Aegis:Demo"] = "true";
        return settings;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var app = AegisApp.Build(Settings(parsed));
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
