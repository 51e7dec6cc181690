using Aegis.Customers;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Components.Home;
using Aegis.Dashboard.Grid;
using Aegis.Directory;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Pages;

/// <summary>What needs a person now, in order, and the fleet in figures; each figure opens the list behind it.</summary>
public sealed partial class HomePage : LiveComponent
{
    private Load<AttentionList> _attention = Load<AttentionList>.Waiting;
    private Load<Fleet> _fleet = Load<Fleet>.Waiting;
    private Load<FleetUsage> _usage = Load<FleetUsage>.Waiting;

    [Inject] internal FleetFigures Figures { get; set; } = null!;

    /// <summary>What was shown ahead of the circuit, so that the page does not blink when it comes alive.</summary>
    [PersistentState] public Known? Ahead { get; set; }

    private Fleet? Fleet => _fleet.Value;

    private string? Automation => Fleet is null ? null
        : Fleet.Turns.Ended + Fleet.Interventions.Ended is > 0 and var ended
            ? Words.Percent((double)(ended - Fleet.Turns.WithPerson - Fleet.Interventions.WithPerson) / ended) : "–";

    private string AutomationAbout => Fleet is null ? "" : $"{Words.Count(Fleet.Turns.Ended, "turn")} and {Words.Count(Fleet.Interventions.Ended, "intervention")} ended";

    private string? ErrorRate => _usage.Error is not null ? "–" : _usage.Value is null ? null : _usage.Value.Calls == 0 ? "–" : Words.Percent((double)_usage.Value.Errors / _usage.Value.Calls);

    private string ErrorAbout => _usage.Value is { } usage ? $"{Words.Number(usage.Errors)} of {Words.Number(usage.Calls)} calls failed, of customers active in the last 24 h" : "";

    private string? FirstCall => Fleet is null ? null : Fleet.MedianToFirstCall is { } median ? Words.Span(median) : "–";

    private string FirstCallAbout => Fleet is null ? "" : $"Median of {Words.Count(Fleet.FirstCalls, "customer")} who made their first call";

    private string HealthyAbout => Fleet is null ? "" : $"{Words.Number(Count(g => g.Health == HealthStatus.Healthy))} healthy, {Words.Number(Count(g => g.Health == HealthStatus.AtRisk))} at risk";

    private ImmutableArray<BarList.Bar> Health => Bars([HealthStatus.AtRisk, HealthStatus.NeedsAttention, HealthStatus.Healthy, HealthStatus.New], "status", Words.Tone, (g, health) => g.Health == health);

    private ImmutableArray<BarList.Bar> Stages => Bars(Enum.GetValues<Stage>(), "stage", _ => "", (g, stage) => g.Stage == stage);

    protected override async Task OnInitializedAsync()
    {
        Follow(null);
        if (Ahead is { } ahead)
        {
            _attention = new(ahead.Attention, null, false);
            _fleet = new(ahead.Fleet, null, false);
            CatchUp();
        }
        else
            await RefreshAsync();
    }

    protected override async Task RefreshAsync()
    {
        var attention = Grid.AskAsync(() => AttentionList.ReadAsync(Grid));
        var fleet = await Figures.ReadAsync(fresh: _fleet.Value is not null);
        // A refresh that fails leaves what is shown.
        _attention = _attention.Then(await attention);
        _fleet = _fleet.Then(fleet);
        Ahead = _attention.Value is { } queue && _fleet.Value is { } known ? new(queue, known) : null;
        if (RendererInfo.IsInteractive)
        {
            StateHasChanged();
            _usage = _usage.Then(await Figures.ReadUsageAsync());
        }
    }

    private long Count(Func<FleetGroup, bool> counted) => Fleet!.Groups.Where(counted).Sum(g => g.Customers);

    private ImmutableArray<BarList.Bar> Bars<T>(IEnumerable<T> values, string filter, Func<T, string> tone, Func<FleetGroup, T, bool> counted) where T : struct, Enum =>
        Fleet is null ? [] : [.. values.Select(value => new BarList.Bar(Words.Of(value), Count(g => counted(g, value)), $"/customers?{filter}={Words.Snake(value)}", tone(value)))];

    /// <summary>What the page shows.</summary>
    public sealed record Known(AttentionList Attention, Fleet Fleet);
}
