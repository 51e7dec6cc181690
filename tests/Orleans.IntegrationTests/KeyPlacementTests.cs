using System.Net;
using Aegis.Silo.Hosts;

namespace Aegis.Orleans.IntegrationTests;

public sealed class KeyPlacementTests
{
    private const int Customers = 3_000;

    private static readonly SiloAddress[] Silos = [.. Enumerable.Range(1, 3).Select(i => SiloAddress.New(IPAddress.Loopback, 11_111 + i, 7 * i))];

    [Fact]
    public async Task Placement_GrainsOfOneCustomer_AreOnOneSilo()
    {
        for (var i = 0; i < Customers; i++)
            (await PlaceAsync("orchestrator", i, Silos)).ShouldBe(await PlaceAsync("customer", i, Silos));
    }

    [Fact]
    public async Task Placement_ManyCustomers_AreSpreadEvenly()
    {
        var places = await PlaceAllAsync(Silos);

        places.GroupBy(silo => silo).Select(group => group.Count()).ShouldAllBe(count => count > Customers / 3 - 150 && count < Customers / 3 + 150);
    }

    [Fact]
    public async Task Placement_ASiloLeaves_OnlyItsCustomersMove()
    {
        var before = await PlaceAllAsync(Silos);

        var after = await PlaceAllAsync(Silos[1..]);

        before.Zip(after).Where(pair => pair.First != Silos[0]).ShouldAllBe(pair => pair.First == pair.Second);
        before.Zip(after).Where(pair => pair.First == Silos[0]).Select(pair => pair.Second).Distinct().Count().ShouldBe(2);
    }

    private static async Task<SiloAddress[]> PlaceAllAsync(SiloAddress[] silos) =>
        await Task.WhenAll(Enumerable.Range(0, Customers).Select(i => PlaceAsync("customer", i, silos)));

    private static Task<SiloAddress> PlaceAsync(string type, int customer, SiloAddress[] silos) => new KeyPlacementDirector().OnAddActivation(
        new KeyPlacement(), new(GrainId.Create(type, $"default/customer-{customer}"), [], default, 0), new Context(silos));

    private sealed class Context(SiloAddress[] silos) : IPlacementContext
    {
        public SiloAddress LocalSilo => silos[0];

        public SiloStatus LocalSiloStatus => SiloStatus.Active;

        public SiloAddress[] GetCompatibleSilos(PlacementTarget target) => silos;

        public IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target) => new Dictionary<ushort, SiloAddress[]> { [0] = silos };
    }
}
