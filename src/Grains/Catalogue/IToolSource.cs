using Aegis.Grains.Agents;

namespace Aegis.Grains.Catalogue;

/// <summary>Tools that are found at run time, such as those of an MCP server. One that acts is performed by an <see cref="Actions.IActionHandler"/> like any other.</summary>
public interface IToolSource
{
    /// <summary>What is offered now; it may change between turns. A tool here never takes the place of one that comes with the program.</summary>
    ImmutableArray<ToolSpec> Tools { get; }

    /// <summary>Uses a tool of this source that only reads. What cannot be read is a finding that says so, not an exception.</summary>
    Task<Finding> LookAsync(string tool, LookRequest request, CancellationToken cancellationToken);
}
