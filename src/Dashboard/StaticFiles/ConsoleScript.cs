using Microsoft.JSInterop;

namespace Aegis.Dashboard.StaticFiles;

/// <summary>Calls the console's own script module; a browser that has gone makes the call do nothing.</summary>
public sealed class ConsoleScript(IJSRuntime browser, ConsoleAssets files)
{
    private IJSObjectReference? _module;

    public async Task CallAsync(string function, params object?[] arguments)
    {
        try
        {
            _module ??= await browser.InvokeAsync<IJSObjectReference>("import", files.Url("console.js"));
            await _module.InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // Nobody is left to see the effect.
        }
    }
}
