using Aegis.Conversations;
using Aegis.Dashboard.Grid;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Conversations;

/// <summary>Thumbs for a reply, and what was said of it by whom; down asks why before it is sent.</summary>
public sealed partial class ReplyRating
{
    private const string Up = "up";
    private const string Down = "down";
    private const string Other = "Other";
    private static readonly string[] Reasons = ["Wrong", "Incomplete", "Slow", "Not what I asked", Other];

    private string? _rated;
    private string? _reason;
    private string? _error;
    private string? _said;
    private string _comment = "";
    private bool _asking;
    private bool _busy;

    [Parameter, EditorRequired] public string CustomerId { get; set; } = "";
    [Parameter, EditorRequired] public Turn Turn { get; set; } = null!;
    [Inject] internal ConsoleGrid Grid { get; set; } = null!;

    private string Pressed(string rating) => (_rated ?? Turn.Rating) == rating ? "true" : "false";

    private Task RateDownAsync()
    {
        if (_reason is { } reason)
            return RateAsync(Down, string.IsNullOrWhiteSpace(_comment) ? $"{reason}." : $"{reason}. {_comment.Trim()}");
        _error = "Choose a reason.";
        return Task.CompletedTask;
    }

    private async Task RateAsync(string rating, string? comment)
    {
        if (_busy)
            return;
        _busy = true;
        var done = await Grid.AskAsync<Done>(() => Grid.Orchestrator(CustomerId).RateAsync(Grid.Actor, new Feedback(Turn.Id, rating, comment)));
        (_busy, _error) = (false, done.Error);
        if (done.Value is null)
        {
            _said = _asking ? null : done.Error;
            return;
        }

        (_rated, _asking) = (rating, false);
        _said = rating == Up ? "Noted as good." : $"Noted: {_reason}.";
    }
}
