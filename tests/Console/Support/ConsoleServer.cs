using System.Collections.Immutable;
using System.Globalization;
using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Connectors.Tickets;
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
    /// <param name="clock">Another clock than the machine's.</param>
    /// <param name="faults">Calls that the console gets no answer to.</param>
    public static async Task<ConsoleServer> StartAsync(
        string? data = null, string? documents = null, bool demo = true, IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? clock = null, Faults? faults = null)
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
        var app = clock is null && faults is null ? AegisApp.Build(all) : AegisApp.BuildApart(all, services =>
        {
            if (clock is not null)
                services.AddSingleton(clock);
            faults?.Into(services);
        });
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

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The ticket system, for tickets that others wrote.</summary>
    public ITickets Tickets => _app.Services.GetRequiredService<ITickets>();

    /// <summary>A customer's grain, for what a test does faster than over HTTP.</summary>
    public ICustomerGrain Customer(string id) =>
        _app.Services.GetRequiredService<IGrainFactory>().GetGrain<ICustomerGrain>(new GrainKey(GrainKey.DefaultWorkspace, id).ToString());

    public Actor Admin() => Sign("console-tests", Role.Admin);

    public Actor Sign(string name, Role role) => _app.Services.GetRequiredService<IActorAuthority>().Sign(name, role, GrainKey.DefaultWorkspace);

    /// <summary>Adds a customer that pays for a plan.</summary>
    public async Task AddPayingAsync(string id, string company, Tier tier = Tier.Pro) =>
        (await Customer(id).ImportAsync(Sign("console-tests", Role.System), new(
            new(company, $"{id}@example.com", []), tier, Stage.ProductionReady, TimeProvider.System.GetUtcNow().AddDays(-40), [], [], 0))).Refusal.ShouldBeNull();

    /// <summary>Asks for a discount in somebody's name, an agent's unless told otherwise, and answers the request.</summary>
    public async Task<Approval> AskDiscountAsync(string customerId, int percent, Actor? asker = null)
    {
        var arguments = ImmutableSortedDictionary<string, string>.Empty.Add("percent", percent.ToString(CultureInfo.InvariantCulture));
        var asked = await Customer(customerId).RequestApprovalAsync(asker ?? Sign("desk", Role.Agent), new($"ask:{customerId}:{percent}", "growth", Tools.ApplyDiscount, arguments), null);
        asked.Refusal.ShouldBeNull();
        return asked.Value!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _directory?.Dispose();
    }
}
