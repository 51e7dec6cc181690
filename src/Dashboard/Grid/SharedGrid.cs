using Aegis.Actors;
using Microsoft.Extensions.Logging;

namespace Aegis.Dashboard.Grid;

/// <summary>The grid for what all open pages share, such as live events: read as the console itself, which sees what every signed-in person may see, and no more.</summary>
public sealed class SharedGrid(IGrainFactory grains, IActorAuthority authority, DashboardOptions options, ILogger<ConsoleGrid> logger)
{
    public ConsoleGrid Grid { get; } = new(grains, options, () => authority.Sign("console", Role.Viewer, options.Workspace), logger);
}
