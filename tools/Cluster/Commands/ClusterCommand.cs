using System.CommandLine;
using System.CommandLine.Parsing;
using Aegis.Cluster.Chaos;

namespace Aegis.Cluster.Commands;

/// <summary>The command line of ./aegis cluster.</summary>
public static class ClusterCommand
{
    /// <summary>A recovery took too long.</summary>
    public const int Missed = 1;

    /// <summary>A wrong option or setting.</summary>
    public const int Misused = 2;

    private static readonly Option<int> Silos = new("--silos") { Description = "Silos to start.", DefaultValueFactory = _ => 3 };
    private static readonly Option<string> Urls = new("--urls") { Description = "Where the api listens; the console takes the next free port.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
    private static readonly Option<string> Data = new("--data") { Description = "Keys, logs, the private PostgreSQL, a directory for each process.", DefaultValueFactory = _ => Path.Combine("data", "cluster") };
    private static readonly Option<ChaosKind?> Chaos = new("--chaos") { Description = "Strike the cluster and measure its recovery: kill, stop, postgres or rolling." };
    private static readonly Option<TimeSpan> Every = Time("--every", "Time between two blows.", TimeSpan.FromSeconds(60));
    private static readonly Option<TimeSpan> Down = Time("--down", "How long a silo stays killed or stopped.", TimeSpan.FromSeconds(15));
    private static readonly Option<TimeSpan> For = Time("--for", "How long the chaos goes on.", TimeSpan.FromMinutes(20));
    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed picks the same victims.", DefaultValueFactory = _ => 1 };

    public static async Task<int> InvokeAsync(string[] args)
    {
        var command = new RootCommand("Serves the grid from several processes on this machine, and shows how they are.") { Silos, Urls, Data, Chaos, Every, Down, For, Seed };
        command.SetAction((parsed, _) => ClusterRun.RunAsync(Options(parsed)));
        try
        {
            var parsed = command.Parse(args);
            var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            return parsed.Errors.Count > 0 ? Misused : exitCode;
        }
        catch (OptionException wrong)
        {
            await Console.Error.WriteLineAsync($"cluster: {wrong.Message}");
            return Misused;
        }
    }

    private static ClusterOptions Options(ParseResult parsed) => new()
    {
        Silos = parsed.GetValue(Silos),
        Url = Uri.TryCreate(parsed.GetValue(Urls), UriKind.Absolute, out var url) ? url : throw new OptionException($"--urls is '{parsed.GetValue(Urls)}'; give an address such as http://127.0.0.1:5080."),
        Data = Path.GetFullPath(parsed.GetValue(Data)!),
        Program = Environment.GetEnvironmentVariable("AEGIS_CLUSTER_PROGRAM") ?? "",
        ConnectionString = Environment.GetEnvironmentVariable("ConnectionStrings__Aegis") is { Length: > 0 } given ? given : null,
        Chaos = parsed.GetValue(Chaos) is { } kind
            ? new() { Kind = kind, Every = parsed.GetValue(Every), Down = parsed.GetValue(Down), For = parsed.GetValue(For), Seed = parsed.GetValue(Seed) }
            : null,
    };

    private static Option<TimeSpan> Time(string name, string description, TimeSpan otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise, CustomParser = Parse };

    private static TimeSpan Parse(ArgumentResult result)
    {
        if (Durations.Parse(result.Tokens.Single().Value) is { } duration)
            return duration;
        result.AddError($"'{result.Tokens.Single().Value}' is no time; write 500ms, 60s, 20m or 1h.");
        return default;
    }
}
