using Aegis.Dashboard.Grid;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Runs;

/// <summary>Shows something that runs in the grid, read again and again until it ended.</summary>
public abstract class WatchedRun : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private readonly CancellationTokenSource _leaving = new();

    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>Raised when the run has ended.</summary>
    [Parameter] public EventCallback OnEnd { get; set; }
    [Inject] internal ConsoleGrid Grid { get; set; } = null!;
    [Inject] internal TimeProvider Time { get; set; } = null!;

    /// <summary>Reads where the run stands; whether it may still go on, as of one of which nothing is known just now.</summary>
    protected abstract Task<bool> ReadAsync();

    protected override async Task OnInitializedAsync()
    {
        var goesOn = await ReadAsync();
        if (!RendererInfo.IsInteractive)
            return;
        if (goesOn)
            _ = WatchAsync();
        else
            await OnEnd.InvokeAsync();
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task WatchAsync()
    {
        var leaving = _leaving.Token;
        try
        {
            for (var goesOn = true; goesOn;)
            {
                await Task.Delay(Pause, Time, leaving);
                goesOn = await ReadAsync();
                leaving.ThrowIfCancellationRequested();
                StateHasChanged();
            }

            await OnEnd.InvokeAsync();
        }
        catch (OperationCanceledException)
        {
            // The page was left; the run goes on without it.
        }
    }
}
