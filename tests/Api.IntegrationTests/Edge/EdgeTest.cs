using Aegis.Customers;

namespace Aegis.Api.IntegrationTests.Edge;

/// <summary>A test before an edge of its own.</summary>
public abstract class EdgeTest : IAsyncLifetime
{
    protected EdgeServer Edge { get; } = new();

    protected HttpClient Client => Edge.Client;

    protected static Customer Acme { get; } = new(
        "acme", "Acme Inc", "dev@acme.example", Tier.Trial, Stage.ApiKeysGenerated, ["Python"], 3, 0.25, UsageTrend.Stable, null,
        new Health(HealthStatus.NeedsAttention, 40, ["No call since the key was issued."]), 2);

    public Task InitializeAsync() => Edge.InitializeAsync();

    public Task DisposeAsync() => Edge.DisposeAsync();
}
