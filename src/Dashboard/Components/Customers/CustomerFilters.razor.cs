using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Grid;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Customers;

/// <summary>Search box, filters and order; says once typing pauses what is wanted.</summary>
public sealed partial class CustomerFilters : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private CallbackThrottler? _typing;
    private string? _typed;
    private string? _text;
    private string? _shown;
    // What was asked for and is not shown yet, in order.
    private readonly List<string?> _asked = [];

    [Parameter, EditorRequired] public CustomerListView View { get; set; } = CustomerListView.All;
    [Parameter, EditorRequired] public EventCallback<CustomerListView> OnChange { get; set; }

    /// <summary>Raised once typing pauses.</summary>
    [Parameter, EditorRequired] public EventCallback<CustomerListView> OnSearch { get; set; }
    [Inject] internal TimeProvider Time { get; set; } = null!;

    public void Dispose() => _typing?.Dispose();

    // What is being typed is not set back to what was asked for a moment ago, however late that arrives.
    protected override void OnParametersSet()
    {
        if (_asked.LastIndexOf(View.Query) is >= 0 and var arrived)
            _asked.RemoveRange(0, arrived + 1);
        else if (_text is null || (_asked.Count == 0 && View.Query != _shown))
            _text = View.Query ?? "";
        _shown = View.Query;
    }

    // What is typed and not yet asked for goes along with another filter.
    private Task ChangeAsync(CustomerListView view) => OnChange.InvokeAsync(WithTyped(view));

    private Task SearchAsync() => _typed is null ? Task.CompletedTask : OnSearch.InvokeAsync(WithTyped(View));

    private CustomerListView WithTyped(CustomerListView view)
    {
        var typed = _typed;
        _typed = null;
        if (typed is not null)
            view = view with { Query = string.IsNullOrWhiteSpace(typed) ? null : typed };
        if (view.Query != View.Query)
            _asked.Add(view.Query);
        return view;
    }

    // Bound, not just listened to: then an answer to earlier letters does not take away the later ones.
    private void Search(string? text)
    {
        _text = _typed = text ?? "";
        _typing ??= new CallbackThrottler(Time, Pause, () => InvokeAsync(SearchAsync));
        _typing.Signal();
    }

    private static string Name<T>(T? value) where T : struct, Enum => value is { } known ? Words.Snake(known) : "";
}
