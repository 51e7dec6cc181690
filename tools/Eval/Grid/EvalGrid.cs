using System.Net.Http.Headers;
using System.Text;
using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Grains.Monitoring;
using Aegis.Grains.Outbox;
using Aegis.Silo;
using Aegis.Storage.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Eval.Grid;

/// <summary>The whole program in this process, on a temporary directory, with the local sandboxes for its outside and a clock that can leap.</summary>
public sealed class EvalGrid : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("aegis-eval-");
    private readonly GridSettings _settings;
    private readonly string? _documents;
    private WebApplication? _app;
    private HttpClient? _http;

    private EvalGrid(GridSettings settings, IReadOnlyList<(string Page, string Text)> documents)
    {
        _settings = settings;
        Clock = new(settings.Start);
        if (documents.Count == 0)
            return;
        _documents = _directory.CreateSubdirectory("documents").FullName;
        foreach (var (page, text) in documents)
            File.WriteAllText(Path.Combine(_documents, $"{page}.md"), text);
    }

    public EvalClock Clock { get; }

    public IServiceProvider Services => _app!.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>Where the program keeps everything.</summary>
    public string Directory => _directory.FullName;

    /// <param name="documents">In place of those that come with the program; none for those.</param>
    public static async Task<EvalGrid> StartAsync(GridSettings settings, IReadOnlyList<(string Page, string Text)> documents, CancellationToken cancellationToken)
    {
        var grid = new EvalGrid(settings, documents);
        try
        {
            await grid.BeginAsync(cancellationToken);
            return grid;
        }
        catch
        {
            await grid.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the program and starts it again on the same data.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await EndAsync();
        await BeginAsync(cancellationToken);
    }

    public Actor Sign(string id, Role role) => Services.GetRequiredService<IActorAuthority>().Sign(id, role, GrainKey.DefaultWorkspace);

    /// <summary>Aegis itself, for what the evaluation sets up and reads.</summary>
    public Actor Aegis => Sign("eval", Role.System);

    public ICustomerGrain Customer(string id) => Grains.GetGrain<ICustomerGrain>(Key(id));

    public IOrchestratorGrain Conversation(string id) => Grains.GetGrain<IOrchestratorGrain>(Key(id));

    public IDirectoryGrain Directories => Grains.GetGrain<IDirectoryGrain>(0);

    public static string Key(string id) => new GrainKey(GrainKey.DefaultWorkspace, id).ToString();

    /// <summary>Calls the product sandbox as a customer's program does.</summary>
    public async Task<int> CallProductAsync(string? secret, string how, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sandbox/v2/customers");
        if (secret is not null)
        {
            if (how == "header")
                request.Headers.Add("X-Api-Key", secret);
            else
                request.Headers.Authorization = how == "bearer" ? new("Bearer", secret) : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{secret}:")));
        }

        using var answer = await _http!.SendAsync(request, cancellationToken);
        return (int)answer.StatusCode;
    }

    /// <summary>Relays and wakes until nothing moves any more: no turn and no action under way, no command left, nothing due.</summary>
    /// <param name="customers">Whose turns and actions are looked at.</param>
    public async Task SettleAsync(IEnumerable<string> customers, CancellationToken cancellationToken)
    {
        var quiet = new Quiet(this, [.. customers]);
        while (!await quiet.IsReachedAsync(cancellationToken))
            await Task.Delay(Quiet.Pause, TimeProvider.System, cancellationToken);
    }

    internal async Task<int> MoveOnAsync(CancellationToken cancellationToken) =>
        await Services.GetRequiredService<OutboxRelay>().RelayOnceAsync(cancellationToken)
        + await Services.GetRequiredService<DueWaker>().WakeDueAsync(cancellationToken);

    internal async Task<bool> HasCommandsAsync(CancellationToken cancellationToken) =>
        (await Services.GetRequiredService<IGridDatabase>().ReadUndispatchedAsync(1, cancellationToken)).Count > 0;

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _directory.Delete(recursive: true);
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var settings = _settings.ToConfiguration(Path.Combine(_directory.FullName, "data"), "the admin key of an evaluation", _documents);
        _app = AegisApp.BuildApart(settings, services =>
        {
            services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Clock);
            _settings.Replace(services);
        });
        await _app.StartAsync(cancellationToken);
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _http = new() { BaseAddress = new(address) };
    }

    private async Task EndAsync()
    {
        _http?.Dispose();
        if (_app is null)
            return;
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }
}
