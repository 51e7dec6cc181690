using Aegis.Actions;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Grid;
using Aegis.Directory;
using Aegis.Interventions;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Interventions;

/// <summary>What Aegis reached out about to one customer, and the tickets there are for it.</summary>
public sealed partial class InterventionsCard : LiveComponent
{
    private const int Read = 20;
    private const int ResolvedShown = 3;
    private const int TicketsShown = 5;

    private Load<Known> _known = Load<Known>.Waiting;
    private InterventionFilter _all = new(InterventionFilter.All);

    [Parameter, EditorRequired] public string CustomerId { get; set; } = "";

    /// <summary>What was shown ahead of the circuit.</summary>
    [PersistentState] public Known? Ahead { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _all = new(InterventionFilter.All, CustomerId: CustomerId);
        Follow(CustomerId);
        if (Ahead is { } ahead)
        {
            _known = new(ahead, null, false);
            CatchUp();
        }
        else
            await RefreshAsync();
    }

    protected override async Task RefreshAsync()
    {
        _known = _known.Then(await Grid.AskAsync(ReadAsync));
        Ahead = _known.Value;
    }

    private async Task<Result<Known>> ReadAsync()
    {
        var interventions = await InterventionFeed.ReadAsync(Grid, _all, Read);
        if (!interventions.Ok)
            return interventions.Refusal;
        var actions = await Grid.Customer(CustomerId).ListActionsAsync(Grid.Actor);
        return actions.Ok ? new Known(Shown(interventions.Value.Items), Tickets(interventions.Value.Items, actions.Value)) : actions.Refusal;
    }

    private static ImmutableArray<Intervention> Shown(ImmutableArray<Intervention> all) =>
    [
        .. all.Where(i => i.Status != InterventionStatus.Resolved),
        .. all.Where(i => i.Status == InterventionStatus.Resolved).Take(ResolvedShown),
    ];

    private static ImmutableArray<Ticket> Tickets(ImmutableArray<Intervention> interventions, ImmutableArray<ActionRecord> actions) =>
    [
        .. interventions.Where(i => i.Ticket is not null).Select(i => new Ticket(i.Ticket!, i.CreatedAt))
            .Concat(actions.Where(a => a.Name == Tools.CreateTicket && a.Output.ContainsKey("ticket"))
                .Select(a => new Ticket(new(a.Output["ticket"], a.Output.GetValueOrDefault("url", "")), a.BegunAt)))
            .GroupBy(t => t.Link.Key, StringComparer.Ordinal).Select(same => same.MinBy(t => t.At)!)
            .OrderByDescending(t => t.At).Take(TicketsShown),
    ];

    /// <summary>What the card shows.</summary>
    public sealed record Known(ImmutableArray<Intervention> Interventions, ImmutableArray<Ticket> Tickets);

    /// <summary>A ticket and when it was opened.</summary>
    public sealed record Ticket(TicketLink Link, DateTimeOffset At);
}
