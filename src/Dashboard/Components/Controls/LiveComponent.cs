using System.Text.Json;
using Aegis.Dashboard.Grid;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Controls;

/// <summary>A component that loads something and loads it again, not too often, when the grid says that it changed.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    /// <summary>In bytes; a third of what a message may hold, for a page has several parts and sends it in base 64.</summary>
    private const int MostCarried = 1024 * 1024;

    private IDisposable? _subscription;
    private CallbackThrottler? _throttler;
    private bool _disposed;

    [Inject] internal ConsoleGrid Grid { get; set; } = null!;
    [Inject] internal LiveUpdates Updates { get; set; } = null!;
    [Inject] internal TimeProvider Time { get; set; } = null!;

    /// <summary>Loads what the component shows; called on its dispatcher.</summary>
    protected abstract Task RefreshAsync();

    /// <summary>Refreshes after live events of a customer (null: of any) on a topic (null: on any) from now on. Does nothing while the page is rendered ahead of its circuit.</summary>
    protected void Follow(string? customerId, string? topic = null)
    {
        _subscription?.Dispose();
        if (!RendererInfo.IsInteractive)
            return;
        _throttler ??= new CallbackThrottler(Time, Interval, RefreshOnDispatcherAsync);
        _subscription = Updates.Subscribe(customerId, topic, _throttler.Signal);
    }

    /// <summary>What goes along with a page that is rendered ahead of its circuit. The circuit starts with it in one message: what is too much for that is read again instead, and null here.</summary>
    protected T? Carried<T>(T? shown) where T : class =>
        shown is null || RendererInfo.IsInteractive || JsonSerializer.SerializeToUtf8Bytes(shown, JsonSerializerOptions.Web).Length <= MostCarried ? shown : null;

    /// <summary>Refreshes soon: what was shown ahead of the circuit may have changed before it followed.</summary>
    protected void CatchUp() => _throttler?.Signal();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _disposed = true;
        _subscription?.Dispose();
        _throttler?.Dispose();
    }

    private async Task RefreshOnDispatcherAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                if (_disposed)
                    return;
                await RefreshAsync();
                StateHasChanged();
            });
        }
        catch (ObjectDisposedException)
        {
            // The circuit ended between the signal and the refresh.
        }
        catch (Exception e) when (!_disposed)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
