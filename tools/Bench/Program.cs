using Aegis.Bench;
using Aegis.Bench.Scenarios;

var scenarios = new Dictionary<string, Func<TimeSpan, List<Figure>, Task>>
{
    ["memory"] = MemoryScenario.RunAsync,
    ["start"] = StartScenario.RunAsync,
    ["calls"] = CallScenario.RunAsync,
    ["storage"] = StorageScenario.RunAsync,
    ["activity"] = ActivityScenario.RunAsync,
    ["turn"] = TurnScenario.RunAsync,
    ["interventions"] = InterventionScenario.RunAsync,
    ["hosts"] = HostScenario.RunAsync,
};

var names = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();
if (names.Find(name => !scenarios.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"bench: there is no scenario '{unknown}'; there are {string.Join(", ", scenarios.Keys)}.");
    return 2;
}

var time = TimeSpan.FromSeconds(args.Contains("--quick") ? 1 : 5);
var figures = new List<Figure>();
foreach (var (name, run) in scenarios.Where(s => names.Count == 0 || names.Contains(s.Key)))
{
    Console.Error.WriteLine($"bench: {name}…");
    await run(time, figures);
}

Report.Print(figures, Console.Out);
var json = Path.GetFullPath("bench.json");
Report.Write(figures, json);
Console.Error.WriteLine($"bench: written to {json}");
return 0;
