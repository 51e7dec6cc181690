using System.Net.Http.Headers;
using System.Text;
using Aegis.Fixtures;
using Aegis.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Bench.Server;

/// <summary>The whole program in this process, on a free port and a directory of its own, with the connectors' latency at zero.</summary>
public sealed class Grid : IAsyncDisposable
{
    private const string AdminKey = "bench-admin-key-of-this-run";
    private readonly TempDirectory _directory;
    private readonly WebApplication _app;

    private Grid(TempDirectory directory, WebApplication app)
    {
        _directory = directory;
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { BaseAddress = new(address), Timeout = TimeSpan.FromMinutes(2) };
        Http.DefaultRequestHeaders.Add("X-Api-Key", AdminKey);
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="database">"sqlite" or "postgres".</param>
    public static async Task<Grid> StartAsync(string database)
    {
        var directory = new TempDirectory();
        var settings = new Dictionary<string, string?>
        {
            ["Aegis:Data"] = directory.Path,
            ["Aegis:Urls"] = "http://127.0.0.1:0",
            ["Aegis:AdminKey"] = AdminKey,
            ["Aegis:Storage"] = database,
            ["Aegis:Connectors:Billing:Latency"] = "00:00:00",
            ["Aegis:Connectors:Tickets:Latency"] = "00:00:00",
            ["Aegis:Connectors:Mail:Latency"] = "00:00:00",
            ["Aegis:Logging:LogLevel:Default"] = "Warning",
        };
        if (database == "postgres")
            settings["ConnectionStrings:Aegis"] = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var app = AegisApp.Build(settings);
        await app.StartAsync();
        return new(directory, app);
    }

    public async Task CreateCustomersAsync(int count) =>
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (i, cancel) =>
        {
            using var answer = await Http.PostAsync("/api/customers", Json($$"""{"id":"{{CustomerId(i)}}","company":"Company {{i}}","email":"dev{{i}}@example.com"}"""), cancel);
            answer.EnsureSuccessStatusCode();
        });

    public static string CustomerId(int i) => $"bench-{i}";

    public static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _directory.Dispose();
    }
}
