using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Components.Interventions;
using Aegis.Dashboard.Grid;
using Aegis.Dashboard.StaticFiles;
using Aegis.Interventions;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Pages;

/// <summary>What Aegis reaches out about, live. Filters, page and what is opened stand in the address, so that any view can be linked.</summary>
public sealed partial class InterventionsPage : LiveComponent
{
    private const int PageSize = 50;

    private readonly Arrivals _arrivals = new();
    private Load<InterventionPage> _page = Load<InterventionPage>.Waiting;
    private InterventionFilter? _asked;
    private Intervention? _opened;
    private string? _openId;
    private string? _runId;
    private string? _news;

    [SupplyParameterFromQuery] internal string? Status { get; set; }
    [SupplyParameterFromQuery] internal string? Type { get; set; }
    [SupplyParameterFromQuery] internal string? Priority { get; set; }
    [SupplyParameterFromQuery] internal string? Customer { get; set; }
    [SupplyParameterFromQuery] internal string? Opened { get; set; }
    [SupplyParameterFromQuery] internal string? Ended { get; set; }
    [SupplyParameterFromQuery] internal string? Cursor { get; set; }
    [SupplyParameterFromQuery] internal string? Id { get; set; }
    [SupplyParameterFromQuery] internal string? Run { get; set; }
    [Inject] internal NavigationManager Navigation { get; set; } = null!;
    [Inject] internal ConsoleScript Script { get; set; } = null!;

    /// <summary>What was shown ahead of the circuit, so that the page does not blink when it comes alive.</summary>
    [PersistentState] public Known? Ahead { get; set; }

    private InterventionFilter Filter => InterventionFilter.Of(Status, Type, Customer, Cursor, Opened, Ended, Priority);

    /// <summary>The list, and in its place what is opened, though it left the list: it does not vanish under the reader's eyes.</summary>
    private ImmutableArray<Intervention> Items => (_page.Value?.Items, _opened) switch
    {
        (null, _) => [],
        ({ } listed, { } opened) when listed.All(i => i.Id != opened.Id) => [.. listed.Append(opened).OrderByDescending(i => i.CreatedAt)],
        ({ } listed, _) => listed,
    };

    private string Nothing => Filter.View switch
    {
        _ when Filter.Opened is not null => "None was opened that day",
        _ when Filter.Ended is not null => "None ended that day",
        _ when Filter.IsNarrowed => "No such intervention",
        InterventionFilter.Current => "Nobody needs help right now",
        InterventionFilter.All => "No interventions yet",
        _ => $"No intervention is {Filter.View}",
    };

    protected override void OnInitialized()
    {
        _runId = GrainKey.IsId(Run) ? Run : null;
        Follow(null, InterventionFeed.Topic);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == Filter)
            return;
        var isFirst = _asked is null;
        _asked = Filter;
        _openId = Id;
        _opened = null;
        _arrivals.Clear();
        _news = null;
        if (Filter.View == InterventionFilter.Board)
            return;
        if (isFirst && Ahead is { } ahead)
        {
            (_page, _opened) = (new(ahead.Page, null, false), ahead.Opened);
            CatchUp();
            return;
        }

        _page = Load<InterventionPage>.Waiting;
        await RefreshAsync();
    }

    protected override async Task RefreshAsync()
    {
        var filter = Filter;
        if (filter.View == InterventionFilter.Board)
            return;
        var page = await Grid.AskAsync<InterventionPage>(() => InterventionFeed.ReadAsync(Grid, filter, PageSize));
        var opened = await ReadOpenedAsync(page.Value);
        if (filter != Filter)
            return;
        if (_page.Value is { } before && page.Value is { } now)
            _news = InterventionFeed.Announce(_arrivals, before.Items, now.Items) ?? _news;
        // A refresh that fails leaves what is shown.
        _page = _page.Then(page);
        _opened = opened?.Id == _openId ? opened : _opened;
        Ahead = _page.Value is { } shown ? Carried<Known>(new(shown, _opened)) : null;
    }

    private async Task<Intervention?> ReadOpenedAsync(InterventionPage? page)
    {
        if (_openId is not { } id)
            return null;
        return page?.Items.FirstOrDefault(i => i.Id == id)
            ?? (await Grid.AskAsync<Intervention>(() => Grid.Directory.GetInterventionAsync(Grid.Actor, id))).Value;
    }

    private async Task OpenAsync(string? id)
    {
        _openId = id;
        await Script.CallAsync("keepAddress", Filter.Address(_openId));
    }

    private async Task ToggleAsync(Intervention item)
    {
        (_openId, _opened) = _openId == item.Id ? (null, null) : (item.Id, item);
        // Not by navigation, which would scroll to the top.
        await Script.CallAsync("keepAddress", Filter.Address(_openId));
    }

    private void CloseUnlessNamed(string address)
    {
        if (!PageAddress.Names(address, "id"))
            (_openId, _opened) = (null, null);
    }

    private async Task ChangedAsync(Intervention now)
    {
        _news = now.Status == InterventionStatus.Snoozed && now.SnoozedUntil is { } until
            ? $"{Words.Of(now.Type)} of {now.CustomerName} is put off until {Words.Until(until)}."
            : $"{Words.Of(now.Type)} of {now.CustomerName} is {Words.Of(now.Status)}.";
        await RefreshAsync();
    }

    private async Task ShowRunAsync(string? runId)
    {
        _runId = runId;
        var address = Filter.Address(_openId);
        await Script.CallAsync("keepAddress", runId is null ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}run={runId}");
    }

    /// <summary>What the page shows.</summary>
    public sealed record Known(InterventionPage Page, Intervention? Opened);
}
