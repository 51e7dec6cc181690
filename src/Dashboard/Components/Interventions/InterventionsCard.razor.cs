using Aegis.Actions;
using Aegis.Dashboard.Components.Controls;
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

    private Known? _known;
    private InterventionFilter _all = new(InterventionFilter.All);

    [Parameter, EditorRequired] public string CustomerId { get; set; } = "";

    /// <summary>What was shown ahead of the circuit.</summary>
    [PersistentState] public Known? Ahead { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _all = new(InterventionFilter.All, CustomerId: CustomerId);
        Follow(CustomerId);
        _known = Ahead;
        if (_known is null)
            await RefreshAsync();
        else
            CatchUp();
    }

    protected override async Task RefreshAsync()
    {
        var read = await Grid.AskAsync<InterventionPage>(() => InterventionFeed.ReadAsync(Grid, _all, Read));
        var actions = await Grid.AskAsync<ActionPage>(async () => await Grid.Customer(CustomerId).ListActionsAsync(Grid.Actor) is { Ok: true } list
            ? new ActionPage(list.Value, null)
            : new Refusal(RefusalKind.NotFound, $"There is no customer '{CustomerId}'."));
        if (read.Value is { } page && actions.Value is { } done)
            _known = Ahead = new(Shown(page.Items), Tickets(page.Items, done.Items));
        else
            // A refresh that fails leaves what is shown; the page itself says that the grid does not answer.
            _known ??= new([], []);
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
