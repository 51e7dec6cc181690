using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Grid;
using Aegis.Interventions;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Interventions;

/// <summary>All statuses side by side, live; what is opened stands beside the board, though it left the column.</summary>
public sealed partial class InterventionBoard : LiveComponent
{
    private const int Shown = 20;

    /// <summary>In the order of their life.</summary>
    private static readonly InterventionStatus[] Statuses =
        [InterventionStatus.Acting, InterventionStatus.Open, InterventionStatus.Snoozed, InterventionStatus.Resolved];

    private readonly Arrivals _arrivals = new();
    private Load<IReadOnlyList<Column>> _columns = Load<IReadOnlyList<Column>>.Waiting;
    private InterventionFilter? _asked;
    private Intervention? _opened;
    private string? _notOpened;
    private string? _news;

    [Parameter, EditorRequired] public InterventionFilter Filter { get; set; } = null!;
    [Parameter] public string? OpenId { get; set; }

    /// <summary>Asks to have another intervention opened, or with null none.</summary>
    [Parameter] public EventCallback<string?> OnOpen { get; set; }

    /// <summary>What was shown ahead of the circuit.</summary>
    [PersistentState] public Known? Ahead { get; set; }

    protected override void OnInitialized() => Follow(null, InterventionFeed.Topic);

    protected override async Task OnParametersSetAsync()
    {
        if (_asked != Filter)
        {
            var isFirst = _asked is null;
            _asked = Filter;
            if (isFirst && Ahead is { } ahead)
            {
                (_columns, _opened) = (new([.. ahead.Columns], null, false), ahead.Opened);
                CatchUp();
                return;
            }

            await RefreshAsync();
        }
        else if (_opened?.Id != OpenId || _notOpened is not null)
            await ShowOpenedAsync();
    }

    protected override async Task RefreshAsync()
    {
        var filter = Filter;
        var columns = await Grid.AskAsync<IReadOnlyList<Column>>(() => ReadAsync(filter));
        if (filter != Filter)
            return;
        if (_columns.Value is { } before && columns.Value is { } now)
            Announce(before, now);
        // A refresh that fails leaves what is shown.
        _columns = _columns.Then(columns);
        await ShowOpenedAsync();
        Ahead = _columns.Value is { } shown ? Carried<Known>(new([.. shown], _opened)) : null;
    }

    private async Task ShowOpenedAsync()
    {
        if (OpenId is not { } id)
        {
            (_opened, _notOpened) = (null, null);
            return;
        }

        var listed = _columns.Value?.SelectMany(c => c.Items).FirstOrDefault(i => i.Id == id);
        var read = listed is null ? await Grid.AskAsync<Intervention>(() => Grid.Directory.GetInterventionAsync(Grid.Actor, id)) : new(listed, null, false);
        if (OpenId != id)
            return;
        _opened = read.Value ?? (_opened?.Id == id ? _opened : null);
        _notOpened = _opened is null ? read.Error : null;
    }

    private async Task<Result<IReadOnlyList<Column>>> ReadAsync(InterventionFilter filter)
    {
        var counts = await Grid.Directory.CountInterventionsAsync(Grid.Actor, filter.Type, filter.CustomerId);
        if (!counts.Ok)
            return counts.Refusal;
        var columns = new List<Column>();
        foreach (var status in Statuses)
        {
            var page = await Grid.Directory.ListInterventionsAsync(Grid.Actor, new(status, filter.CustomerId, null, Shown, filter.Type));
            if (!page.Ok)
                return page.Refusal;
            columns.Add(new(status, page.Value.Items, page.Value.Next is not null, counts.Value.Of(status)));
        }

        return columns;
    }

    private void Announce(IReadOnlyList<Column> before, IReadOnlyList<Column> now) =>
        _news = InterventionFeed.Announce(_arrivals, [.. before.SelectMany(c => c.Items)], now.SelectMany(c => c.Items)) ?? _news;

    private async Task ChangedAsync(Intervention now)
    {
        _news = $"{Words.Of(now.Type)} of {now.CustomerName} is {Words.Of(now.Status)}.";
        _opened = now;
        await RefreshAsync();
    }

    /// <summary>What the board shows.</summary>
    public sealed record Known(ImmutableArray<Column> Columns, Intervention? Opened);

    /// <summary>One status, its newest interventions, and how many there are in all.</summary>
    public sealed record Column(InterventionStatus Status, ImmutableArray<Intervention> Items, bool HasMore, int Count)
    {
        private const int Most = 1_000;

        internal string CountText => Count >= Most ? $"{Most:N0}+" : Words.Number(Count);

        internal string Nothing => Status switch
        {
            InterventionStatus.Acting => "No agent is at work.",
            InterventionStatus.Open => "Nobody needs help right now.",
            InterventionStatus.Snoozed => "Nothing is put off.",
            _ => "Nothing was resolved yet.",
        };
    }
}
