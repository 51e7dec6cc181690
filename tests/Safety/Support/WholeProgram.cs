using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Aegis.Safety.Support;

/// <summary>The whole program in this process, with settings and services of the test's own.</summary>
internal sealed class WholeProgram : IAsyncDisposable
{
    public const string AdminKey = "canary-admin-key-Zq81xW";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _directory = new();
    private readonly WebApplication _app;
    private int _operations;

    private WholeProgram(Dictionary<string, string?> settings, Action<IServiceCollection> replace)
    {
        settings["Aegis:Data"] = System.IO.Path.Combine(_directory.Path, "data");
        settings["Aegis:Urls"] = "http://127.0.0.1:0";
        settings["Aegis:Roles"] = "silo,api";
        settings["Aegis:AdminKey"] = AdminKey;
        settings.TryAdd("Logging:LogLevel:Default", "None");
        _app = AegisApp.BuildApart(settings, replace);
    }

    public string Directory => _directory.Path;

    public IServiceProvider Services => _app.Services;

    public HttpClient Http { get; } = new();

    public static async Task<WholeProgram> StartAsync(Dictionary<string, string?> settings, Action<IServiceCollection> replace)
    {
        var program = new WholeProgram(settings, replace);
        await program._app.StartAsync();
        program.Http.BaseAddress = new(program._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return program;
    }

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public Actor Aegis => Sign("test", Role.System);

    public Actor Sign(string id, Role role) => Services.GetRequiredService<IActorAuthority>().Sign(id, role, GrainKey.DefaultWorkspace);

    public ICustomerGrain Customer(string id) => Grains.GetGrain<ICustomerGrain>(new GrainKey(GrainKey.DefaultWorkspace, id).ToString());

    public IOrchestratorGrain Conversation(string id) => Grains.GetGrain<IOrchestratorGrain>(new GrainKey(GrainKey.DefaultWorkspace, id).ToString());

    /// <summary>Says something as the customer and waits for the answer.</summary>
    public async Task<Turn> SayAsync(string id, string text)
    {
        var self = Sign(id, Role.Customer);
        var sent = await Conversation(id).SendAsync(self, text, $"say-{++_operations}");
        sent.Refusal.ShouldBeNull();
        using var patience = new CancellationTokenSource(Patience);
        while ((await Conversation(id).WatchAsync(self, sent.Value!, int.MaxValue, patience.Token)).Value is not { Status: TurnStatus.Answered or TurnStatus.Failed })
            patience.Token.ThrowIfCancellationRequested();
        return (await Conversation(id).GetTurnAsync(self, sent.Value!)).Value!;
    }

    /// <summary>Ends the program and keeps what it left.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await StopAsync();
        _directory.Dispose();
    }
}
