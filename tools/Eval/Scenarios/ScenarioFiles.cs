using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Aegis.Eval.Scenarios;

/// <summary>Finds and reads scenario files.</summary>
public static class ScenarioFiles
{
    private const string Pattern = "*.yaml";

    /// <summary>The scenarios that come with the tool.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "scenarios");

    /// <summary>All scenarios of a directory and those beneath it, by name.</summary>
    /// <exception cref="ScenarioException">A file cannot be used; all faults of all files are named.</exception>
    public static ImmutableArray<Scenario> Read(string directory)
    {
        if (!System.IO.Directory.Exists(directory))
            throw new ScenarioException([new(directory, 1, "", "there is no such directory")]);
        var files = System.IO.Directory.GetFiles(directory, Pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var scenarios = new List<Scenario>();
        var faults = ImmutableArray.CreateBuilder<ScenarioFault>();
        foreach (var file in files)
        {
            var (scenario, wrong) = Parse(Path.GetRelativePath(directory, file), File.ReadAllText(file));
            faults.AddRange(wrong);
            if (scenario is not null)
                scenarios.Add(scenario);
        }

        foreach (var same in scenarios.GroupBy(s => s.Name).Where(g => g.Count() > 1))
            faults.Add(new(same.Last().File, 1, "name", $"'{same.Key}' is the name of {same.First().File} too"));
        if (files.Length == 0)
            faults.Add(new(directory, 1, "", $"holds no scenario ({Pattern})"));
        return faults.Count == 0 ? [.. scenarios.OrderBy(s => s.Name, StringComparer.Ordinal)] : throw new ScenarioException(faults.ToImmutable());
    }

    /// <summary>One file's scenario, or what is wrong with it.</summary>
    public static (Scenario? Scenario, ImmutableArray<ScenarioFault> Faults) Parse(string file, string text)
    {
        var faults = new FaultList(file);
        YamlNode? root = null;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        }
        // The reader of YAML answers some broken texts with an exception of its own, and some with one of the runtime's.
        catch (Exception wrong) when (wrong is YamlException or InvalidOperationException or ArgumentException)
        {
            faults.Add(wrong is YamlException { Start.Line: var line } ? (int)line : 1, "", $"is no YAML: {wrong.Message}");
            return (null, faults.All);
        }

        var fields = new Fields(root, "", faults);
        var scenario = ScenarioReader.Read(file, fields);
        fields.End();
        return faults.All.IsEmpty ? (scenario, []) : (null, faults.All);
    }
}
