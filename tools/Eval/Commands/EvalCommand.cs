using System.CommandLine;
using System.Globalization;
using System.IO.Enumeration;
using Aegis.Eval.Reports;
using Aegis.Eval.Running;
using Aegis.Eval.Scenarios;

namespace Aegis.Eval.Commands;

/// <summary>The command line of the evaluation.</summary>
public static class EvalCommand
{
    /// <summary>Every scenario passed each time, without a fault in procedure.</summary>
    public const int Passed = 0;

    /// <summary>A scenario failed.</summary>
    public const int Failed = 1;

    /// <summary>A wrong option, or a scenario's file that cannot be used.</summary>
    public const int Misused = 2;

    /// <summary>Ended early.</summary>
    public const int Interrupted = 130;

    private static readonly Option<string> BrainName = new("--brain") { Description = "playbook, or model: the language model that is configured.", DefaultValueFactory = _ => "playbook" };
    private static readonly Option<int> K = new("--k") { Description = "How often each scenario is run.", DefaultValueFactory = _ => 3 };
    private static readonly Option<string?> Filter = new("--filter") { Description = "Only scenarios whose name is like this (onboarding-*), of this agent, or \"adversarial\"." };
    private static readonly Option<string> Report = new("--report") { Description = "Directory for report.md and report.json.", DefaultValueFactory = _ => "eval-report" };
    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed says the same words at the same hours.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Scenarios = new("--scenarios") { Description = "A directory of scenarios in place of those that come with the program." };
    private static readonly Option<int> AtOnce = new("--parallel") { Description = "Trials side by side.", DefaultValueFactory = _ => Math.Clamp(Environment.ProcessorCount, 1, 8) };

    public static async Task<int> InvokeAsync(string[] args)
    {
        var command = new RootCommand("Plays scenarios against the grid and judges what the agents did, and how.") { BrainName, K, Filter, Report, Seed, Scenarios, AtOnce };
        command.SetAction((parsed, _) => RunAsync(parsed));
        try
        {
            var parsed = command.Parse(args);
            var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            return parsed.Errors.Count > 0 ? Misused : exitCode;
        }
        catch (ScenarioException wrong)
        {
            foreach (var fault in wrong.Faults)
                await Console.Error.WriteLineAsync($"eval: {fault}");
            return Misused;
        }
        catch (OptionException wrong)
        {
            await Console.Error.WriteLineAsync($"eval: {wrong.Message}");
            return Misused;
        }
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var (k, atOnce) = (parsed.GetValue(K), parsed.GetValue(AtOnce));
        if (k is < 1 or > 100)
            throw new OptionException($"--k is {k}; run each scenario 1 to 100 times.");
        if (atOnce is < 1 or > 64)
            throw new OptionException($"--parallel is {atOnce}; run 1 to 64 trials side by side.");
        var brain = Brains.Named(parsed.GetValue(BrainName)!);
        var scenarios = Chosen(ScenarioFiles.Read(parsed.GetValue(Scenarios) ?? ScenarioFiles.Shipped), parsed.GetValue(Filter));
        using var interrupts = new Interrupts(Console.Error);
        var report = await new Evaluation(brain, TimeProvider.System, Console.Out).RunAsync(scenarios, k, parsed.GetValue(Seed), atOnce, interrupts.Stop);
        var directory = Path.GetFullPath(parsed.GetValue(Report)!);
        await ReportFiles.WriteAsync(report, directory);
        Tell(report, directory);
        return !report.Complete ? Interrupted : report.Passed ? Passed : Failed;
    }

    /// <exception cref="OptionException">There is none.</exception>
    internal static ImmutableArray<Scenario> Chosen(ImmutableArray<Scenario> all, string? filter)
    {
        if (filter is null)
            return all;
        var chosen = all.Where(s => FileSystemName.MatchesSimpleExpression(filter, s.Name) || s.Agents.Contains(filter) || (filter == "adversarial" && s.Adversarial)).ToImmutableArray();
        return chosen.IsEmpty ? throw new OptionException($"--filter is '{filter}', and no scenario is like that; there are {string.Join(", ", all.Select(s => s.Name))}.") : chosen;
    }

    private static void Tell(EvalReport report, string directory)
    {
        Console.Out.WriteLine();
        for (var k = 1; k <= report.Trials; k++)
            if (report.PassHat(k) is { } value)
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pass^{k}: {value:0.000}"));
        Console.Out.WriteLine($"procedure faults: {report.Faults}");
        Console.Out.WriteLine($"eval: {(report.Passed ? "passed" : report.Complete ? "failed" : "ended early")}, {report.Scenarios.Count(s => s.Passed)} of {report.Scenarios.Length} scenarios; {Path.Combine(directory, ReportFiles.Text)}");
    }
}

/// <summary>An option holds what it may not.</summary>
public sealed class OptionException(string message) : Exception(message);
