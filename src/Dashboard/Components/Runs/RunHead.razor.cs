using Aegis.Dashboard.Grid;
using Aegis.Monitoring;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Runs;

/// <summary>The head of a page on which people have the monitors look now and customers simulated, and see how far that is.</summary>
public sealed partial class RunHead
{
    private string? _checkId;
    private string? _refusal;
    private bool _checking;
    private bool _simulating;

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>The simulation to show, if any.</summary>
    [Parameter] public string? RunId { get; set; }

    /// <summary>Raised with the id of a simulation that was started, or null when the one that is shown is closed.</summary>
    [Parameter] public EventCallback<string?> OnRun { get; set; }

    /// <summary>Raised when a check or a simulation ended.</summary>
    [Parameter] public EventCallback OnEnd { get; set; }

    /// <summary>The page's own tools, before these.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }
    [Inject] internal ConsoleGrid Grid { get; set; } = null!;

    private async Task CheckAsync()
    {
        _checking = true;
        var operationId = $"console:{Guid.NewGuid():N}";
        var started = await Grid.AskAsync<MonitorCheck>(() => Grid.Checks.StartAsync(Grid.Actor, operationId));
        _refusal = started.Error;
        _checking = started.Value is not null;
        _checkId = started.Value?.Id;
    }

    private Task EndCheckAsync()
    {
        _checking = false;
        return OnEnd.InvokeAsync();
    }

    private Task StartedAsync(string runId)
    {
        _simulating = false;
        return OnRun.InvokeAsync(runId);
    }
}
