using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Components.Settings;
using Aegis.Dashboard.Grid;
using Aegis.Dashboard.SignIn;
using Aegis.Dashboard.StaticFiles;
using Aegis.Directory;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Aegis.Dashboard.Components.Layout;

/// <summary>Finds customers, pages and commands by what is typed; arrows and Enter choose.</summary>
public sealed partial class CommandPalette
{
    private const int MostCustomers = 7;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    private static readonly ImmutableArray<Option> s_commands =
    [
        .. SettingsSections.All.Select(s => new Option($"go-{s.Address[1..].Replace('/', '-')}", s.Title, "Settings", s.Address, null)),
        new("new-customer", "New customer", "Command", "/customers?new=true", null),
        new("at-risk", "Customers at risk", "View", "/customers?status=at_risk&sort=health", null),
        new("shortcuts-list", "Keyboard shortcuts", "Command", null, "shortcuts"),
        new("theme-light", "Light theme", "Command", null, "theme-light"),
        new("theme-dark", "Dark theme", "Command", null, "theme-dark"),
        new("theme-system", "Theme of the system", "Command", null, "theme-system"),
    ];

    private ElementReference _element;
    private CallbackThrottler? _typing;
    private ImmutableArray<Option> _customers = [];
    private string _typed = "";
    private string _news = "";
    private string? _fault;

    [Parameter, EditorRequired] public EventCallback OnClose { get; set; }
    [Inject] internal ConsoleGrid Grid { get; set; } = null!;
    [Inject] internal ConsoleScript Script { get; set; } = null!;
    [Inject] internal TimeProvider Time { get; set; } = null!;
    [Inject] internal ConsoleUser User { get; set; } = null!;
    [Inject] internal DashboardOptions Options { get; set; } = null!;

    private IEnumerable<Option> Pages => Places.Of(Options, User.Who).Select(p => new Option($"go-{p.Key}", p.Title, "Page", p.Address, null));

    private ImmutableArray<Option> Shown =>
        [.. _customers, .. Pages.Concat(s_commands).Where(c => c.Title.Contains(_typed.Trim(), StringComparison.OrdinalIgnoreCase))];

    public void Dispose()
    {
        Navigation.LocationChanged -= Leave;
        _typing?.Dispose();
    }

    protected override void OnInitialized() => Navigation.LocationChanged += Leave;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await Script.CallAsync("openPalette", _element);
    }

    private void Leave(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(OnClose.InvokeAsync);

    private void Search(ChangeEventArgs e)
    {
        _typed = e.Value as string ?? "";
        _typing ??= new CallbackThrottler(Time, Pause, () => InvokeAsync(FindAsync));
        _typing.Signal();
    }

    private async Task FindAsync()
    {
        var typed = _typed;
        var asked = string.IsNullOrWhiteSpace(typed)
            ? Load<CustomerPage>.Waiting
            : await Grid.AskAsync<CustomerPage>(() => Grid.Directory.ListCustomersAsync(Grid.Actor, new(null, null, null, typed, null, MostCustomers)));
        if (typed != _typed)
            return;
        _fault = asked.Error;
        var found = asked.Value;
        _customers = found is null ? [] : [.. found.Items.Select(c => new Option($"customer-{c.Id}", Words.Name(c.Company, c.Id), c.Id, $"/customers/{Uri.EscapeDataString(c.Id)}", null))];
        _news = $"{Shown.Length} results";
        StateHasChanged();
    }

    /// <param name="Href">Where it leads, or null for a <paramref name="Command"/> of the page's script.</param>
    private sealed record Option(string Id, string Title, string About, string? Href, string? Command);
}
