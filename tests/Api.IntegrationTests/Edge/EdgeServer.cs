using Aegis.Actors;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Idempotency;
using Aegis.Keys;
using Aegis.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace Aegis.Api.IntegrationTests.Edge;

/// <summary>The HTTP surface alone, on a free port, before grains that do what the test says.</summary>
public sealed class EdgeServer : IAsyncLifetime
{
    public const string Key = "an admin key for tests";
    private WebApplication? _app;

    public IGrainFactory Grains { get; } = Substitute.For<IGrainFactory>();

    public ICustomerGrain Customer { get; } = Substitute.For<ICustomerGrain>();

    public IOrchestratorGrain Orchestrator { get; } = Substitute.For<IOrchestratorGrain>();

    public IDirectoryGrain Directory { get; } = Substitute.For<IDirectoryGrain>();

    public ISandboxSiteGrain Site { get; } = Substitute.For<ISandboxSiteGrain>();

    public HttpClient Client { get; } = new();

    public HttpClient Stranger { get; } = new();

    public async Task InitializeAsync()
    {
        Grains.GetGrain<ICustomerGrain>(Arg.Any<string>()).Returns(Customer);
        Grains.GetGrain<IOrchestratorGrain>(Arg.Any<string>()).Returns(Orchestrator);
        Grains.GetGrain<IDirectoryGrain>(Arg.Any<long>()).Returns(Directory);
        Grains.GetGrain<ISandboxSiteGrain>(Arg.Any<string>()).Returns(Site);
        Directory.FindKeyOwnerAsync(Arg.Any<Actor>(), Arg.Any<string>()).Returns((string?)null);
        Directory.FindSiteOwnerAsync(Arg.Any<Actor>(), Arg.Any<string>()).Returns((string?)null);
        Grains.GetGrain<IIdempotencyGrain>(Arg.Any<string>()).Returns(_ =>
        {
            var first = Substitute.For<IIdempotencyGrain>();
            first.BeginAsync(Arg.Any<Actor>(), Arg.Any<string>()).Returns((Result<IdempotencyCheck>)new IdempotencyCheck(IdempotencyVerdict.Proceed, null));
            return first;
        });

        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton(Grains)
            .AddSingleton<IActorAuthority, TrustingAuthority>()
            .AddSingleton<IKeyHasher, ReversingHasher>()
            .AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning))
            .AddAegisApi(new ApiOptions { AdminKey = Key, ReplyTimeout = TimeSpan.FromMilliseconds(200) });
        _app = builder.Build();
        _app.MapAegisApi();
        await _app.StartAsync();
        Client.BaseAddress = Stranger.BaseAddress = new(_app.Urls.Single());
        Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        Stranger.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private sealed class TrustingAuthority : IActorAuthority
    {
        public Actor Sign(string id, Role role, string workspace, TimeSpan? lifetime = null) => new(id, role, workspace, "signed");

        public bool IsGenuine(Actor actor) => actor.Signature == "signed";

        public string Seal(string purpose, string text) => $"sealed {purpose} {text}";
    }

    /// <summary>A hash that tests can predict.</summary>
    private sealed class ReversingHasher : IKeyHasher
    {
        public string Hash(string secret) => new([.. secret.Reverse()]);
    }
}
