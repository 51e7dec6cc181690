using System.Collections.Immutable;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Dashboard.SignIn;
using Aegis.Identity;
using Aegis.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aegis.Console.Support;

/// <summary>The whole program in this process: real grains on a database of its own, the demo customers, a free port.</summary>
public sealed class ConsoleServer : IAsyncDisposable
{
    public const string AdminKey = "admin-key-of-the-console-tests";

    private readonly WebApplication _app;
    private readonly TemporaryDirectory? _directory;

    private ConsoleServer(WebApplication app, TemporaryDirectory? directory)
    {
        _app = app;
        _directory = directory;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    /// <param name="data">A data directory that outlives the server; one of its own when null.</param>
    /// <param name="documents">A folder of documents in place of the program's own.</param>
    public static async Task<ConsoleServer> StartAsync(string? data = null, string? documents = null, bool demo = true, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var directory = data is null ? new TemporaryDirectory() : null;
        var all = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
        {
            ["Aegis:Data"] = data ?? directory!.Path,
            ["Aegis:Urls"] = "http://127.0.0.1:0",
            ["Aegis:AdminKey"] = AdminKey,
            ["Aegis:Demo"] = demo ? "true" : "false",
            ["Aegis:Knowledge:Path"] = documents,
        };
        var app = AegisApp.Build(all);
        await app.StartAsync();
        return new ConsoleServer(app, directory);
    }

    /// <summary>A backend service's client of this server's API.</summary>
    public ApiClient Api() => new(Address);

    public string SignInCode() => _app.Services.GetRequiredService<SignInCodes>().Issue();

    private IIdentityGrain Identity => _app.Services.GetRequiredService<IGrainFactory>().GetIdentity(GrainKey.DefaultWorkspace);

    /// <summary>Adds a user and returns the code by which it chooses a password.</summary>
    public async Task<string> InviteAsync(string name, Role role) => (await Identity.CreateUserAsync(Admin(), new(name, role))).Value!.Code;

    public async Task ChangeUserAsync(string name, UserChanges changes) => (await Identity.ChangeUserAsync(Admin(), name, changes)).Refusal.ShouldBeNull();

    /// <summary>Adds customers named "<paramref name="prefix"/> 0", "<paramref name="prefix"/> 1", …</summary>
    public Task AddCustomersAsync(string prefix, int count)
    {
        var actor = _app.Services.GetRequiredService<IActorAuthority>().Sign("console-tests", Role.Admin, GrainKey.DefaultWorkspace);
        var grains = _app.Services.GetRequiredService<IGrainFactory>();
        return Task.WhenAll(Enumerable.Range(0, count).Select(async n =>
        {
            var customer = grains.GetGrain<ICustomerGrain>(new GrainKey(GrainKey.DefaultWorkspace, $"{prefix}_{n}").ToString());
            var created = await customer.CreateAsync(actor, new NewCustomer($"{prefix} {n}", $"{prefix}{n}@example.com", ImmutableArray<string>.Empty));
            created.Refusal.ShouldBeNull();
        }));
    }

    /// <summary>A customer's grain, for what a test does faster than over HTTP.</summary>
    public ICustomerGrain Customer(string id) =>
        _app.Services.GetRequiredService<IGrainFactory>().GetGrain<ICustomerGrain>(new GrainKey(GrainKey.DefaultWorkspace, id).ToString());

    public Actor Admin() => _app.Services.GetRequiredService<IActorAuthority>().Sign("console-tests", Role.Admin, GrainKey.DefaultWorkspace);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _directory?.Dispose();
    }
}
