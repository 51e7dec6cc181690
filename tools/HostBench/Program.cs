using System.Text.Json;
using Aegis.HostBench;
using Aegis.HostBench.Hosts;

// One run of one host, in a process of its own: aegis-host-bench calls|storage [seconds a measurement]. aegis-bench runs both hosts in turns.
var time = TimeSpan.FromSeconds(args.Length > 1 ? double.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 3);
var samples = args is ["storage", ..] ? await BenchHost.MeasureStorageAsync(time) : await Calls.MeasureAsync(time);
foreach (var sample in samples)
    Console.Out.WriteLine(JsonSerializer.Serialize(sample));
