using Aegis.Approvals;
using Aegis.Dashboard.Components.Approvals;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Grid;
using Aegis.Dashboard.SignIn;
using Aegis.Dashboard.StaticFiles;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Pages;

/// <summary>What waits for people, live, those first that expire first; and what was decided. View, customer and the opened request stand in the address.</summary>
public sealed partial class ApprovalsPage : LiveComponent
{
    private const int PageSize = 50;

    private readonly Arrivals _arrivals = new();
    private readonly HashSet<string> _selected = [];
    private Load<ApprovalPage> _page = Load<ApprovalPage>.Waiting;
    private Load<Approval> _opened = Load<Approval>.Waiting;
    private (ApprovalFilter Filter, string? Id)? _asked;
    private (ImmutableArray<Approval> Items, Verdict Verdict)? _asking;
    private string? _openId;
    private string? _news;
    private bool _editing;

    [SupplyParameterFromQuery] internal string? Status { get; set; }
    [SupplyParameterFromQuery] internal string? Customer { get; set; }
    [SupplyParameterFromQuery] internal string? Cursor { get; set; }
    [SupplyParameterFromQuery] internal string? Id { get; set; }
    [Inject] internal ConsoleScript Script { get; set; } = null!;
    [Inject] internal ConsoleUser User { get; set; } = null!;

    /// <summary>What was shown ahead of the circuit, so that the page does not blink when it comes alive.</summary>
    [PersistentState] public Known? Ahead { get; set; }

    private ApprovalFilter Filter => ApprovalFilter.Of(Status, Customer, Cursor);

    private bool CanSelect => Filter.View == ApprovalFilter.Waiting && ApprovalWords.MayNotDecide(User.Who) is null;

    private ImmutableArray<Approval> Selected => [.. _page.Value?.Items.Where(item => _selected.Contains(item.Id)) ?? []];

    private string Nothing => Filter.View switch
    {
        ApprovalFilter.Waiting => "Nothing waits for approval",
        ApprovalFilter.All => "Nothing was asked yet",
        _ => $"No request is {ApprovalFilter.Views.First(v => v.View == Filter.View).Title.ToLowerInvariant()}",
    };

    protected override void OnInitialized() => Follow(null, ApprovalFilter.Topic);

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == (Filter, Id))
            return;
        var isFirst = _asked is null;
        var isOtherList = _asked?.Filter != Filter;
        _asked = (Filter, Id);
        _openId = GrainKey.IsId(Id) ? Id : null;
        _opened = Load<Approval>.Waiting;
        if (isFirst && Ahead is { } ahead)
        {
            (_page, _opened) = (new(ahead.Page, null, false), new(ahead.Opened, null, false));
            CatchUp();
            return;
        }

        if (isOtherList)
        {
            _page = Load<ApprovalPage>.Waiting;
            _arrivals.Clear();
            _selected.Clear();
            _news = null;
        }

        await RefreshAsync();
    }

    protected override async Task RefreshAsync()
    {
        var (filter, id) = (Filter, _openId);
        var page = await Grid.AskAsync<ApprovalPage>(() => Grid.Directory.ListApprovalsAsync(Grid.Actor, filter.Page(filter.Cursor, PageSize)));
        var opened = id is null ? Load<Approval>.Waiting : await Grid.AskAsync<Approval>(() => Grid.Directory.GetApprovalAsync(Grid.Actor, id));
        if (filter != Filter)
            return;
        if (_page.Value is { } before && page.Value is { } now)
            _news = Announce(before, now) ?? _news;
        // A refresh that fails leaves what is shown.
        _page = _page.Then(page);
        if (id == _openId)
            _opened = _opened.Then(opened);
        _selected.IntersectWith(_page.Value?.Items.Select(item => item.Id) ?? []);
        Ahead = _page.Value is { } shown && (_openId is null || _opened.Value is not null) ? Carried<Known>(new(shown, _opened.Value)) : null;
    }

    private string? Announce(ApprovalPage before, ApprovalPage now) =>
        _arrivals.Take(before.Items, now.Items, item => item.Id, item => item.Timestamp) switch
        {
            [] => null,
            [var one] => $"New request: {one.Details}",
            var many => $"{many.Count} new requests.",
        };

    private async Task OpenAsync(Approval? item)
    {
        (_openId, _opened) = (item?.Id, new(item, null, false));
        // Not by navigation, which would scroll to the top.
        await Script.CallAsync("keepAddress", Filter.Address(_openId));
    }

    private void CloseUnlessNamed(string address)
    {
        if (!PageAddress.Names(address, "id"))
            (_openId, _opened) = (null, Load<Approval>.Waiting);
    }

    private async Task ChangedAsync(Approval now)
    {
        _news = $"{ApprovalWords.Of(now.Status)}: {now.Details}";
        if (now.Id == _openId)
            _opened = new(now, null, false);
        await RefreshAsync();
    }

    private void Ask(ImmutableArray<Approval> items, Verdict verdict) => _asking = items.IsEmpty ? null : (items, verdict);

    private void Select(string id, bool on) => _ = on ? _selected.Add(id) : _selected.Remove(id);

    private void SelectAll(bool on)
    {
        _selected.Clear();
        if (on)
            _selected.UnionWith(_page.Value?.Items.Select(item => item.Id) ?? []);
    }

    /// <summary>What the page shows.</summary>
    public sealed record Known(ApprovalPage Page, Approval? Opened);
}
