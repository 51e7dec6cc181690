using Aegis.Conversations;
using Aegis.Dashboard.Grid;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Conversations;

/// <summary>One message and its reply; while the turn runs, its steps as they happen.</summary>
public sealed partial class TurnView : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _leaving = new();
    private ImmutableArray<TurnStep> _steps = [];
    private TurnStatus? _seen;
    private Reply? _reply;
    private bool _watching;

    [Parameter, EditorRequired] public string CustomerId { get; set; } = "";
    [Parameter, EditorRequired] public Turn Turn { get; set; } = null!;

    /// <summary>The turns that are answered with this one, in order.</summary>
    [Parameter] public ImmutableArray<Turn> Pieces { get; set; } = [];
    [Parameter] public bool IsLast { get; set; }

    /// <summary>Shown as it was: nothing is watched, nothing can be done about it.</summary>
    [Parameter] public bool IsPast { get; set; }
    [Parameter] public EventCallback OnEnd { get; set; }
    [Inject] internal ConsoleGrid Grid { get; set; } = null!;
    [Inject] internal TimeProvider Time { get; set; } = null!;

    private Reply? Reply => Turn.Reply ?? _reply;

    private IEnumerable<Turn> Said => Pieces.Prepend(Turn).Where(t => t.Message is not null);

    /// <summary>Why Aegis spoke by itself; null for an answer.</summary>
    private string? Occasion => (Turn.Message, Turn.Intent) switch
    {
        (not null, _) => null,
        (_, "intervene") => "Aegis reached out",
        (_, "resume_workflow") => "Aegis carried on",
        (_, "rated") => "About a rating",
        (_, "tell_outcome") => "People decided",
        (_, "person") => null,
        _ => "Aegis began",
    };

    private TurnStatus Status => Turn.Status is TurnStatus.Answered or TurnStatus.Failed ? Turn.Status : _seen ?? Turn.Status;

    private string State => Status switch
    {
        TurnStatus.Queued => "Waiting for its turn…",
        TurnStatus.Failed => "This turn failed and left no reply.",
        _ => "Working…",
    };

    protected override void OnParametersSet()
    {
        if (_watching || IsPast || Reply is not null || Turn.AnsweredWith is not null || !RendererInfo.IsInteractive || Status is TurnStatus.Answered or TurnStatus.Failed)
            return;
        _watching = true;
        _ = WatchAsync();
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task WatchAsync()
    {
        var leaving = _leaving.Token;
        try
        {
            while (Reply is null && Status is TurnStatus.Queued or TurnStatus.Running)
                await ReadAsync(leaving);
            await OnEnd.InvokeAsync();
        }
        catch (OperationCanceledException)
        {
            // The page was left; the turn goes on without it.
        }
    }

    private async Task ReadAsync(CancellationToken leaving)
    {
        var progress = await Grid.AskAsync<TurnProgress>(
            () => Grid.Orchestrator(CustomerId).WatchAsync(Grid.Actor, Turn.Id, _steps.Length, leaving));
        leaving.ThrowIfCancellationRequested();
        if (progress.Value is not { } news)
        {
            await Task.Delay(Pause, Time, leaving);
            return;
        }

        _seen = news.Status;
        _steps = _steps.AddRange(news.Steps);
        _reply = news.Reply;
        StateHasChanged();
    }
}
