using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;
using Aegis.Views;

namespace Aegis.Grains.UnitTests.Views;

public sealed class ViewsGrainTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Providers _outside = new();
    private GridRun _grid = null!;

    private IViewsGrain Views => _grid.Grains.GetGrain<IViewsGrain>("default/$views");

    public async Task InitializeAsync() => _grid = await GridRun.StartAsync(_directory.Path, _outside);

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Save_TwiceUnderOneName_KeepsTheLast()
    {
        (await Views.SaveAsync(_grid.Admin, "customers", "At risk", "status=at_risk")).Refusal.ShouldBeNull();
        (await Views.SaveAsync(_grid.Admin, "customers", " At risk ", "status=at_risk&tier=pro")).Refusal.ShouldBeNull();

        (await Views.ListAsync(_grid.Admin, "customers")).Value.Select(v => (v.Name, v.Query)).ShouldBe([("At risk", "status=at_risk&tier=pro")]);
        (await Views.ListAsync(_grid.Admin, "interventions")).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_AView_LeavesTheOthers()
    {
        await Views.SaveAsync(_grid.Admin, "customers", "a", "");
        await Views.SaveAsync(_grid.Admin, "customers", "b", "");

        await Views.RemoveAsync(_grid.Admin, "customers", "a");

        (await Views.ListAsync(_grid.Admin, "customers")).Value.Select(v => v.Name).ShouldBe(["b"]);
    }

    [Theory]
    [InlineData("", "q=a", "name")]
    [InlineData("a\u0000b", "q=a", "name")]
    [InlineData("a", "q=\n", "query")]
    public async Task Save_BadText_NamesTheField_Invariant12(string name, string query, string field) =>
        (await Views.SaveAsync(_grid.Admin, "customers", name, query)).Refusal!.Field.ShouldBe(field);

    [Fact]
    public async Task Save_ByACustomer_IsForbidden_Invariant4() =>
        (await Views.SaveAsync(_grid.Self("acme"), "customers", "a", "")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
}
