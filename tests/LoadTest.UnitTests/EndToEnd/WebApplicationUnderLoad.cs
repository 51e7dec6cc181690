using Aegis.Silo;
using Microsoft.AspNetCore.Builder;

namespace Aegis.LoadTest.UnitTests.EndToEnd;

/// <summary>The real program on a free port, with connectors that answer at once.</summary>
internal sealed class WebApplicationUnderLoad : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebApplicationUnderLoad(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<WebApplicationUnderLoad> StartAsync(string data, string key)
    {
        var app = AegisApp.Build(new Dictionary<string, string?>
        {
            ["Aegis:Data"] = data,
            ["Aegis:Urls"] = "http://127.0.0.1:0",
            ["Aegis:AdminKey"] = key,
            ["Aegis:Connectors:Billing:Latency"] = "00:00:00",
            ["Aegis:Connectors:Tickets:Latency"] = "00:00:00",
            ["Aegis:Connectors:Mail:Latency"] = "00:00:00",
            ["Aegis:Logging:LogLevel:Default"] = "Warning",
        });
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
