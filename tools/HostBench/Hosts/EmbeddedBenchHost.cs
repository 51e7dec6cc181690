using Aegis.Bench.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.HostBench.Hosts;

/// <summary>The grains on the Embedded host.</summary>
internal sealed class BenchHost(IHost host) : IAsyncDisposable
{
    public IServiceProvider Services => host.Services;

    public static async Task<BenchHost> StartAsync(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        configure(builder.Services);
        builder.Services.AddEmbeddedHost(options => options.AddGrains(typeof(EchoGrain).Assembly));
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>Orleans' own storage runs on Orleans alone.</summary>
    public static Task<IReadOnlyList<Sample>> MeasureStorageAsync(TimeSpan time) => Task.FromResult<IReadOnlyList<Sample>>([]);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
