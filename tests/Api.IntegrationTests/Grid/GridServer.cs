using Aegis.Actors;
using Aegis.Customers;
using Aegis.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>The whole program in this process, on a free port, with a data directory of its own. Tests share it and use customers of their own.</summary>
public abstract class GridServer : IAsyncLifetime
{
    private const string Key = "an admin key for tests";
    private readonly DirectoryInfo _data = System.IO.Directory.CreateTempSubdirectory("aegis-api-");
    private WebApplication? _app;

    /// <summary>Calls as the administrator.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>Calls without the administrator's key.</summary>
    public HttpClient Stranger { get; } = new();

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Aegis:Data"] = _data.FullName,
            ["Aegis:Urls"] = "http://127.0.0.1:0",
            ["Aegis:AdminKey"] = Key,
            ["Aegis:Demo"] = "true",
        };
        await AddStorageAsync(settings);
        _app = AegisApp.Build(settings);
        await _app.StartAsync();
        Client.BaseAddress = Stranger.BaseAddress = new(_app.Urls.Single());
        Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        await ReadyAsync();
    }

    public virtual async Task DisposeAsync()
    {
        Client.Dispose();
        Stranger.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _data.Delete(recursive: true);
    }

    /// <summary>The grains behind the surface, for what no request can bring about.</summary>
    public IGrainFactory Grains => _app!.Services.GetRequiredService<IGrainFactory>();

    /// <summary>A part of the program, such as the billing system behind it.</summary>
    public T Service<T>() where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <summary>Every endpoint of the program.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints => [.. _app!.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    public ICustomerGrain Customer(string id) => Grains.GetGrain<ICustomerGrain>(new GrainKey(GrainKey.DefaultWorkspace, id).ToString());

    public Actor Sign(Role role) => _app!.Services.GetRequiredService<IActorAuthority>().Sign("test", role, GrainKey.DefaultWorkspace);

    /// <summary>The mails in the pickup directory that name an address.</summary>
    public IReadOnlyList<string> MailsTo(string address) =>
        [.. _data.EnumerateFiles("*.eml", SearchOption.AllDirectories).Select(f => File.ReadAllText(f.FullName)).Where(m => m.Contains(address))];

    protected abstract Task AddStorageAsync(Dictionary<string, string?> settings);

    /// <summary>The program listens; waits for what else it takes.</summary>
    protected virtual Task ReadyAsync() => Task.CompletedTask;
}
