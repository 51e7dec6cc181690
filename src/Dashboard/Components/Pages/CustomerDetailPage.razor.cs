using Aegis.Customers;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Grid;
using Aegis.Dashboard.SignIn;
using Aegis.Keys;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Aegis.Dashboard.Components.Pages;

/// <summary>One customer: who it is and how it does beside the conversation, the ledger, its health over time or the actions; now, or as it was. Tab, filters and moment stand in the address.</summary>
public sealed partial class CustomerDetailPage : LiveComponent
{
    private static readonly (string Name, string Title, bool Past)[] Tabs =
        [("conversation", "Conversation", true), ("ledger", "Ledger", true), ("health", "Health", false), ("actions", "Actions", false)];

    /// <summary>Calls come without an event each: while the page is open, it asks whether there were more.</summary>
    private static readonly TimeSpan CallsInterval = TimeSpan.FromSeconds(1);

    private CancellationTokenSource? _leaving;

    private string? _shownId;
    private Load<Customer> _customer = Load<Customer>.Waiting;
    private Load<HealthReport> _health = Load<HealthReport>.Waiting;
    private Load<IReadOnlyList<ApiKey>> _keys = Load<IReadOnlyList<ApiKey>>.Waiting;
    private Load<CustomerPast> _past = Load<CustomerPast>.Waiting;
    private (string Id, DateTimeOffset At)? _pastAsked;

    [Inject] internal IHostApplicationLifetime Lifetime { get; set; } = null!;

    /// <summary>The request while the page is rendered ahead of its circuit; null after.</summary>
    [CascadingParameter] internal HttpContext? Request { get; set; }
    [Parameter, EditorRequired] public string Id { get; set; } = "";
    [SupplyParameterFromQuery] internal string? Tab { get; set; }
    [SupplyParameterFromQuery] internal string? Action { get; set; }
    [SupplyParameterFromQuery] internal string? Kind { get; set; }
    [SupplyParameterFromQuery] internal string? Who { get; set; }
    [SupplyParameterFromQuery] internal string? Before { get; set; }

    /// <summary>A past moment to show the customer at, in ISO 8601; null for now.</summary>
    [SupplyParameterFromQuery] internal string? At { get; set; }

    /// <summary>What was shown ahead of the circuit, so that the page does not blink when it comes alive.</summary>
    [PersistentState] public Known? Ahead { get; set; }

    private string ShownTab => Tabs.Any(t => t.Name == Tab && (t.Past || Moment is null)) ? Tab! : Tabs[0].Name;

    private string Name => Words.Name((Moment is null ? null : _past.Value?.Company) ?? _customer.Value?.Company ?? "", Id);

    private DateTimeOffset? Moment => PageAddress.Moment(At) is { } at && at <= Time.GetUtcNow() ? at : null;

    /// <summary>Why the customer is shown as it is, though the address asks for another moment; null where it does not.</summary>
    private string? WhyNow => string.IsNullOrEmpty(At) || Moment is not null ? null
        : $"The address asks for the customer as it was at “{ShownText.Isolated(At)}”, which is {(PageAddress.Moment(At) is null ? "no moment" : "still to come")}: this is the customer as it is now.";

    protected override async Task OnParametersSetAsync()
    {
        await ShowAsync();
        if (_customer.Missing && Request is { Response: { HasStarted: false } response })
            response.IsNotFound();
        if (Moment is { } at && _pastAsked != (Id, at) && !_customer.Missing)
            await ReadPastAsync(at);
    }

    private async Task ReadPastAsync(DateTimeOffset at)
    {
        _pastAsked = (Id, at);
        _past = Load<CustomerPast>.Waiting;
        var past = await Grid.AskAsync<CustomerPast>(() => Grid.Directory.ReadCustomerPastAsync(Grid.Actor, Id, at));
        if (_pastAsked == (Id, at))
            _past = past;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _leaving = CancellationTokenSource.CreateLinkedTokenSource(Lifetime.ApplicationStopping);
        _ = FollowCallsAsync(_leaving.Token);
    }

    protected override void Dispose(bool disposing)
    {
        _leaving?.Cancel();
        _leaving?.Dispose();
        base.Dispose(disposing);
    }

    private async Task FollowCallsAsync(CancellationToken leaving)
    {
        try
        {
            using var timer = new PeriodicTimer(CallsInterval, Time);
            while (await timer.WaitForNextTickAsync(leaving))
                if (Moment is null && _customer.Value is { } shown && shown.Id == Id)
                {
                    var now = await Grid.AskAsync<Customer>(() => Grid.Customer(shown.Id).GetAsync(Grid.Actor));
                    if (now.Value is { } customer && customer.TotalApiCalls != shown.TotalApiCalls)
                        CatchUp();
                }
        }
        catch (OperationCanceledException)
        {
            // The page was left, or the program ends.
        }
    }

    private async Task ShowAsync()
    {
        if (_shownId == Id)
            return;
        var isFirst = _shownId is null;
        _shownId = Id;
        if (isFirst && Ahead is { } ahead && ahead.Customer.Id == Id)
        {
            (_customer, _health, _keys) = (new(ahead.Customer, null, false), new(ahead.Health, null, false), new(ahead.Keys, null, false));
            Follow(Id);
            CatchUp();
            return;
        }

        _customer = Load<Customer>.Waiting;
        (_health, _keys) = (Load<HealthReport>.Waiting, Load<IReadOnlyList<ApiKey>>.Waiting);
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
        var keys = await Grid.AskListAsync(() => grain.ListKeysAsync(Grid.Actor));
        if (id != Id)
            return;

        // A refresh that fails leaves what is shown; only the first load shows why there is nothing.
        (_customer, _health, _keys) = (_customer.Then(customer), _health.Then(health), _keys.Then(keys));
        Ahead = (_customer.Value, _health.Value, _keys.Value) is ({ } shown, { } report, { } known) ? new(shown, report, [.. known]) : null;
    }

    /// <summary>What the page knows of a customer; no secrets.</summary>
    public sealed record Known(Customer Customer, HealthReport Health, ImmutableArray<ApiKey> Keys);

    private string AsItWas(DateTimeOffset at) => Tabbed(ShownTab, at);

    private string Tabbed(string tab, DateTimeOffset? at) => PageAddress.Of(
        $"/customers/{Uri.EscapeDataString(Id)}", ("tab", tab == Tabs[0].Name && at is null ? null : tab), ("at", PageAddress.Moment(at)));
}
