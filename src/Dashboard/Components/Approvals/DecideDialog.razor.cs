using Aegis.Approvals;
using Aegis.Dashboard.Grid;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Approvals;

/// <summary>Asks for confirmation, and decides one request or several, each by itself and only as it was seen.</summary>
public sealed partial class DecideDialog
{
    private readonly Dictionary<string, string> _refused = [];
    private string _notes = "";
    private bool _busy;
    private bool _done;

    [Parameter, EditorRequired] public ImmutableArray<Approval> Items { get; set; }
    [Parameter, EditorRequired] public Verdict Verdict { get; set; }

    /// <summary>Raised with each one that was decided.</summary>
    [Parameter] public EventCallback<Approval> OnDecided { get; set; }
    [Parameter] public EventCallback OnClose { get; set; }
    [Inject] internal ConsoleGrid Grid { get; set; } = null!;

    private string Title => (Verdict, Items.Length) switch
    {
        (Verdict.Approve, 1) => "Approve this?",
        (Verdict.Reject, 1) => "Reject this?",
        (Verdict.Approve, var many) => $"Approve these {many} requests?",
        (_, var many) => $"Reject these {many} requests?",
    };

    private string Summary => $"{Items.Length - _refused.Count} of {Items.Length} decided. The others stand as they were.";

    private async Task DecideAsync()
    {
        if (_busy)
            return;
        _busy = true;
        _refused.Clear();
        foreach (var item in Items)
        {
            var decided = await Grid.AskAsync<Approval>(() => DecideAsync(item));
            if (decided.Value is { } now)
                await OnDecided.InvokeAsync(now);
            else
                _refused[item.Id] = decided.Error ?? "";
        }

        _busy = false;
        if (_refused.Count == 0)
            await CloseAsync();
        else
            _done = Items.Length > 1;
    }

    private Task<Result<Approval>> DecideAsync(Approval seen)
    {
        var decision = new ApprovalDecision(string.IsNullOrWhiteSpace(_notes) ? null : _notes.Trim(), seen.ArgumentsHash);
        var customer = Grid.Customer(seen.CustomerId);
        return Verdict == Verdict.Approve
            ? customer.ApproveAsync(Grid.Actor, seen.Id, decision)
            : customer.RejectAsync(Grid.Actor, seen.Id, decision);
    }

    private Task CloseAsync() => OnClose.InvokeAsync();
}
