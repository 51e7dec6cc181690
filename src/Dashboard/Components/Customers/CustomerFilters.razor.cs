using Aegis.Dashboard.Grid;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Customers;

/// <summary>What the customer list is narrowed to, as it stands in the address; null where not.</summary>
public sealed record CustomerFilter(string? Query, string? Status, string? Tier, string? Stage);

/// <summary>Search box and filters; says once typing pauses what is wanted.</summary>
public sealed partial class CustomerFilters : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private CallbackThrottler? _typing;
    private string? _typed;

    [Parameter] public string? Query { get; set; }
    [Parameter] public string? Status { get; set; }
    [Parameter] public string? Tier { get; set; }
    [Parameter] public string? Stage { get; set; }
    [Parameter, EditorRequired] public EventCallback<CustomerFilter> OnChange { get; set; }
    [Inject] internal TimeProvider Time { get; set; } = null!;

    public void Dispose() => _typing?.Dispose();

    private void Search(ChangeEventArgs e)
    {
        _typed = Text(e.Value) ?? "";
        _typing ??= new CallbackThrottler(Time, Pause, () => InvokeAsync(() => Change()));
        _typing.Signal();
    }

    private Task Change(object? status = null, object? tier = null, object? stage = null) => OnChange.InvokeAsync(new(
        Text(_typed ?? Query),
        status is null ? Status : Text(status),
        tier is null ? Tier : Text(tier),
        stage is null ? Stage : Text(stage)));

    private static string? Text(object? value) => value is string { Length: > 0 } text ? text : null;
}
