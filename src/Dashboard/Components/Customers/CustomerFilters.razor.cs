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

    [Parameter, EditorRequired] public CustomerListView View { get; set; } = CustomerListView.All;
    [Parameter, EditorRequired] public EventCallback<CustomerListView> OnChange { get; set; }
    [Inject] internal TimeProvider Time { get; set; } = null!;

    public void Dispose() => _typing?.Dispose();

    // What is typed and not yet asked for goes along with another filter.
    private Task ChangeAsync(CustomerListView view)
    {
        var typed = _typed;
        _typed = null;
        return OnChange.InvokeAsync(typed is null ? view : view with { Query = string.IsNullOrWhiteSpace(typed) ? null : typed });
    }

    private void Search(Microsoft.AspNetCore.Components.ChangeEventArgs e)
    {
        _typed = e.Value as string ?? "";
        _typing ??= new CallbackThrottler(Time, Pause, () => InvokeAsync(() => _typed is null ? Task.CompletedTask : ChangeAsync(View)));
        _typing.Signal();
    }

    private static string Name<T>(T? value) where T : struct, Enum => value is { } known ? Words.Snake(known) : "";
}
