using Aegis.Actions;
using Aegis.Approvals;
using Aegis.Dashboard.Grid;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Approvals;

/// <summary>Puts other arguments in place of those asked for, and approves them at once where the person may.</summary>
public sealed partial class EditDialog
{
    private Load<ToolForm> _form = Load<ToolForm>.Waiting;
    private Dictionary<string, string> _arguments = [];
    private string _notes = "";
    private string? _error;
    private bool _busy;

    [Parameter, EditorRequired] public Approval Item { get; set; } = null!;

    /// <summary>Raised with what it is by now.</summary>
    [Parameter] public EventCallback<Approval> OnChange { get; set; }
    [Parameter] public EventCallback OnClose { get; set; }
    [Inject] internal ConsoleGrid Grid { get; set; } = null!;

    protected override Task OnInitializedAsync()
    {
        _arguments = Item.Arguments.ToDictionary();
        return ReadAsync();
    }

    private async Task ReadAsync() => _form = await Grid.AskAsync<ToolForm>(() => Grid.Directory.DescribeToolAsync(Grid.Actor, Item.ActionType));

    private async Task SaveAsync(bool approve)
    {
        if (_busy)
            return;
        _busy = true;
        _error = await TrySaveAsync(approve);
        _busy = false;
        if (_error is null)
            await OnClose.InvokeAsync();
    }

    /// <summary>Why it did not go all the way, or null.</summary>
    private async Task<string?> TrySaveAsync(bool approve)
    {
        var customer = Grid.Customer(Item.CustomerId);
        var notes = string.IsNullOrWhiteSpace(_notes) ? null : _notes.Trim();
        var given = _form.Value!.Fields.Where(field => _arguments.GetValueOrDefault(field.Name) is { Length: > 0 })
            .ToImmutableSortedDictionary(field => field.Name, field => _arguments[field.Name], StringComparer.Ordinal);
        var edited = await Grid.AskAsync<Approval>(() => customer.EditApprovalAsync(Grid.Actor, Item.Id, new(given, notes, Item.ArgumentsHash)));
        if (edited.Value is not { } now)
            return edited.Error;
        await OnChange.InvokeAsync(now);
        if (!approve)
            return null;
        var approved = await Grid.AskAsync<Approval>(() => customer.ApproveAsync(Grid.Actor, now.Id, new(notes, now.ArgumentsHash)));
        if (approved.Value is { } done)
            await OnChange.InvokeAsync(done);
        return approved.Error is { } why ? $"It is changed, and not approved. {why}" : null;
    }
}
