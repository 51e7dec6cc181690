namespace Aegis.Grains.Catalogue;

/// <summary>All tools there are now: those of the program and those of the sources.</summary>
public sealed class ToolCatalogue(IEnumerable<IToolSource> sources)
{
    private readonly IToolSource[] _sources = [.. sources];

    public IEnumerable<ToolSpec> All => BuiltInTools.All.Concat(Found()).DistinctBy(tool => tool.Name);

    /// <summary>The tool of a name, or null.</summary>
    public ToolSpec? Find(string name) => BuiltInTools.Find(name) ?? Found().FirstOrDefault(tool => tool.Name == name);

    /// <summary>The tools an agent may use, in a steady order.</summary>
    public ImmutableArray<ToolSpec> For(string agent) => [.. All.Where(tool => tool.Agents.Contains(agent))];

    /// <summary>The source a tool is used through, or null for one of the program.</summary>
    public IToolSource? SourceOf(string name) =>
        BuiltInTools.Find(name) is not null ? null : Array.Find(_sources, source => source.Tools.Any(tool => tool.Name == name));

    private IEnumerable<ToolSpec> Found() => _sources.SelectMany(source => source.Tools);
}
