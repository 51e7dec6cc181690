using Aegis.Customers;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Grid;
using Aegis.Keys;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Pages;

/// <summary>One customer: who it is and how it does beside the conversation, the ledger or the actions. The tab stands in the address.</summary>
public sealed partial class CustomerDetailPage : LiveComponent
{
    private static readonly (string Name, string Title)[] Tabs =
        [("conversation", "Conversation"), ("ledger", "Ledger"), ("actions", "Actions")];

    private string? _shownId;
    private Load<Customer> _customer = Load<Customer>.Waiting;
    private HealthReport? _health;
    private ImmutableArray<ApiKey> _keys = [];

    [Parameter, EditorRequired] public string Id { get; set; } = "";
    [SupplyParameterFromQuery] internal string? Tab { get; set; }
    [SupplyParameterFromQuery] internal long? After { get; set; }
    [SupplyParameterFromQuery] internal string? Action { get; set; }

    /// <summary>What was shown ahead of the circuit, so that the page does not blink when it comes alive.</summary>
    [PersistentState] public Known? Ahead { get; set; }

    private string ShownTab => Tabs.Any(t => t.Name == Tab) ? Tab! : Tabs[0].Name;

    protected override async Task OnParametersSetAsync()
    {
        if (_shownId == Id)
            return;
        var isFirst = _shownId is null;
        _shownId = Id;
        if (isFirst && Ahead is { } ahead && ahead.Customer.Id == Id)
        {
            (_customer, _health, _keys) = (new(ahead.Customer, null, false), ahead.Health, ahead.Keys);
            Follow(Id);
            CatchUp();
            return;
        }

        _customer = Load<Customer>.Waiting;
        _health = null;
        _keys = [];
        Follow(Id);
        await RefreshAsync();
    }

    protected override async Task RefreshAsync()
    {
        if (!GrainKey.IsId(Id))
        {
            _customer = new(null, "That is not a customer id.", true);
            return;
        }

        var id = Id;
        var grain = Grid.Customer(id);
        var customer = await Grid.AskAsync<Customer>(() => grain.GetAsync(Grid.Actor));
        var health = await Grid.AskAsync<HealthReport>(() => grain.GetHealthAsync(Grid.Actor));
        var keys = await Grid.AskAsync<IReadOnlyList<ApiKey>>(async () => await grain.ListKeysAsync(Grid.Actor) is { Ok: true } list
            ? new Result<IReadOnlyList<ApiKey>>(list.Value, null)
            : new Refusal(RefusalKind.NotFound, $"There is no customer '{id}'."));
        if (id != Id)
            return;

        // A refresh that fails leaves what is shown; only the first load shows why there is nothing.
        if (customer.Value is not null || _customer.Value is null)
            _customer = customer;
        _health = health.Value ?? _health;
        _keys = keys.Value is { } known ? [.. known] : _keys;
        Ahead = _customer.Value is { } shown ? new(shown, _health, _keys) : null;
    }

    /// <summary>What the page knows of a customer; no secrets.</summary>
    public sealed record Known(Customer Customer, HealthReport? Health, ImmutableArray<ApiKey> Keys);

    private string Address(string tab) => $"/customers/{Uri.EscapeDataString(Id)}" + (tab == Tabs[0].Name ? "" : $"?tab={tab}");
}
