using System.CommandLine;
using Aegis.LoadTest.Reports;
using Aegis.LoadTest.Traffic;

namespace Aegis.LoadTest.Commands;

/// <summary>The command line of the load tester.</summary>
public static class LoadCommand
{
    /// <summary>Every objective was met.</summary>
    public const int Passed = 0;

    /// <summary>An objective was missed.</summary>
    public const int Missed = 1;

    /// <summary>A wrong option, or no grid to load.</summary>
    public const int Misused = 2;

    private static readonly LoadOptions Defaults = new() { Url = new("http://127.0.0.1:5080"), ApiKey = "" };

    private static readonly Option<string> Url = new("--url") { Description = "The grid's address.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
    private static readonly Option<string?> ApiKey = new("--api-key") { Description = $"The administrator's key; else {AdminKeySource.Variable}, else admin.key in --data." };
    private static readonly Option<string> Data = new("--data") { Description = "The grid's data directory, for its admin.key.", DefaultValueFactory = _ => "data" };
    private static readonly Option<int> Customers = new("--customers") { Description = "Customers to simulate.", DefaultValueFactory = _ => Defaults.Customers };
    private static readonly Option<TimeSpan> Duration = Time("--duration", "How long they act: 60s, 20m.", Defaults.Duration);
    private static readonly Option<double?> Rate = new("--rate") { Description = "Operations a second of all together (default: each customer acts every ten seconds)." };
    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed gives the same customers.", DefaultValueFactory = _ => Defaults.Seed };
    private static readonly Option<string> Report = new("--report") { Description = "Directory for report.html and report.json.", DefaultValueFactory = _ => "load-report" };
    private static readonly Option<TimeSpan> RetryBudget = Time("--retry-budget", "How long an operation is tried again before it is an error.", Defaults.RetryBudget);
    private static readonly Option<TimeSpan> Timeout = Time("--timeout", "How long one attempt may take.", Defaults.Timeout);
    private static readonly Option<double> MaxErrorRate = new("--max-error-rate") { Description = "Operations that may fail after retries, 0 to 1.", DefaultValueFactory = _ => Defaults.Objectives.MaxErrorRate };
    private static readonly Option<TimeSpan?> MaxP99 = new("--max-p99") { Description = "Limit of the 99th percentile of all operations: 500ms.", CustomParser = result => Parse(result) };

    public static async Task<int> InvokeAsync(string[] args)
    {
        var command = new RootCommand("Simulates customers against a grid and verifies that nothing acknowledged was lost or done twice.")
        {
            Url, ApiKey, Data, Customers, Duration, Rate, Seed, Report, RetryBudget, Timeout, MaxErrorRate, MaxP99,
        };
        command.SetAction((parsed, _) => RunAsync(parsed));
        try
        {
            var parsed = command.Parse(args);
            var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            return parsed.Errors.Count > 0 ? Misused : exitCode;
        }
        catch (OptionException wrong)
        {
            await Console.Error.WriteLineAsync($"load: {wrong.Message}");
            return Misused;
        }
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var options = Options(parsed);
        options.Validate();
        using var http = HttpClients.For(options);
        using var interrupts = new Interrupts(Console.Error);
        var report = await new LoadRun(options, http, TimeProvider.System, Console.Out).RunAsync(interrupts.Stop, interrupts.GiveUp);
        var directory = Path.GetFullPath(parsed.GetValue(Report)!);
        await ReportFiles.WriteAsync(report, directory);
        Summary.Print(report, directory, Console.Out);
        return report.Passed ? Passed : Missed;
    }

    private static LoadOptions Options(ParseResult parsed) => new()
    {
        Url = Uri.TryCreate(parsed.GetValue(Url), UriKind.Absolute, out var url) ? url : throw new OptionException($"--url is '{parsed.GetValue(Url)}'; give an address such as http://127.0.0.1:5080."),
        ApiKey = AdminKeySource.Find(parsed.GetValue(ApiKey), Environment.GetEnvironmentVariable(AdminKeySource.Variable), parsed.GetValue(Data)!),
        Customers = parsed.GetValue(Customers),
        Duration = parsed.GetValue(Duration),
        Rate = parsed.GetValue(Rate),
        Seed = parsed.GetValue(Seed),
        RetryBudget = parsed.GetValue(RetryBudget),
        Timeout = parsed.GetValue(Timeout),
        Objectives = new(parsed.GetValue(MaxErrorRate), parsed.GetValue(MaxP99)),
    };

    private static Option<TimeSpan> Time(string name, string description, TimeSpan otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise, CustomParser = result => Parse(result) ?? default };

    private static TimeSpan? Parse(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (Durations.Parse(result.Tokens.Single().Value) is { } duration)
            return duration;
        result.AddError($"'{result.Tokens.Single().Value}' is no time; write 500ms, 60s, 20m or 1h.");
        return null;
    }
}
