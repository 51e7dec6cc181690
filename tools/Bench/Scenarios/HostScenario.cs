using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Aegis.Bench.Scenarios;

/// <summary>The same grains on the Embedded host and on Orleans, and on Orleans with our storage and with its own. The hosts are built apart, so each run is a process of its own, in turns.</summary>
public static class HostScenario
{
    private const int Rounds = 3;
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static async Task RunAsync(TimeSpan time, List<Figure> figures)
    {
        if (Program("EMBEDDED") is not { } embedded || Program("ORLEANS") is not { } orleans)
        {
            Console.Out.WriteLine("Orleans: skipped, the feed has no Microsoft.Orleans.Sdk");
            return;
        }

        var ours = new List<Sample>();
        var theirs = new List<Sample>();
        for (var round = 0; round < Rounds; round++)
        {
            ours.AddRange(await RunAsync(embedded, "calls", time));
            theirs.AddRange(await RunAsync(orleans, "calls", time));
        }

        foreach (var name in ours.Select(sample => sample.Name).Distinct())
            figures.Add(new("hosts", name, Median(ours, name), ours.First(sample => sample.Name == name).Unit, "Orleans in process", Median(theirs, name)));
        foreach (var sample in await RunAsync(orleans, "storage", time))
            figures.Add(new("hosts", sample.Name, sample.Value, sample.Unit, sample.Baseline, sample.BaselineValue));
    }

    private static string? Program(string host) => Environment.GetEnvironmentVariable($"AEGIS_BENCH_ON_{host}");

    private static double Median(List<Sample> samples, string name) =>
        Measure.Median([.. samples.Where(sample => sample.Name == name).Select(sample => sample.Value)]);

    private static async Task<IReadOnlyList<Sample>> RunAsync(string program, string what, TimeSpan time)
    {
        var start = new ProcessStartInfo(program, [what, time.TotalSeconds.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var lines = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? [.. lines.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonSerializer.Deserialize<Sample>(line, Json)!)]
            : throw new InvalidOperationException($"{program} {what} ended with {process.ExitCode}.");
    }

    private sealed record Sample(string Name, double Value, string Unit, string? Baseline, double? BaselineValue);
}
