using System.Reflection;
using Aegis.Customers;
using Aegis.Grains.Customers;

namespace Aegis.Grains.UnitTests.Contracts;

public sealed class ContractTests
{
    private static readonly Assembly Interfaces = typeof(ICustomerGrain).Assembly;
    private static readonly Type[] Grains = [.. typeof(CustomerGrain).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(Grain).IsAssignableFrom(type))];

    [Fact]
    public void GrainInterfaces_All_AreNamedByThemselves()
    {
        var interfaces = ContractRules.GrainInterfaces(Interfaces).ToList();

        interfaces.Count.ShouldBeGreaterThan(5);
        interfaces.SelectMany(ContractRules.FaultsOfInterface).ShouldBeEmpty();
    }

    [Fact]
    public void TypesCrossingCalls_All_AreImmutableNamedAndNumbered()
    {
        var crossing = ContractRules.TypesCrossing(ContractRules.GrainInterfaces(Interfaces));

        crossing.ShouldContain(typeof(Aegis.Actions.ActionTicket));
        crossing.ShouldContain(typeof(Result<>));
        crossing.SelectMany(ContractRules.FaultsOfType).ShouldBeEmpty();
    }

    [Fact]
    public void SerializedTypes_AllOfTheAssembly_AreImmutableNamedAndNumbered() =>
        Interfaces.GetExportedTypes().Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
            .SelectMany(ContractRules.FaultsOfType).ShouldBeEmpty();

    [Fact]
    public void Aliases_OfTypesAndInterfaces_AreUnique() =>
        Interfaces.GetExportedTypes().Select(type => type.GetCustomAttribute<AliasAttribute>()?.Alias).OfType<string>()
            .GroupBy(alias => alias).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    [Fact]
    public void Grains_All_HaveATypeNameOfTheirOwn()
    {
        Grains.Length.ShouldBeGreaterThan(5);
        Grains.Where(grain => string.IsNullOrEmpty(ContractRules.GrainTypeOf(grain))).ShouldBeEmpty();
        Grains.GroupBy(grain => ContractRules.GrainTypeOf(grain)).Where(group => group.Count() > 1).ShouldBeEmpty();
    }

    [Fact]
    public void States_OfGrains_HaveExplicitNamesAndAreJournaled()
    {
        var states = Grains.SelectMany(grain => grain.GetConstructors().Single().GetParameters())
            .Where(parameter => parameter.ParameterType.IsGenericType && parameter.ParameterType.GetGenericTypeDefinition() == typeof(IPersistentState<>)).ToList();

        states.Count.ShouldBeGreaterThan(3);
        states.Where(state => string.IsNullOrEmpty(state.GetCustomAttribute<PersistentStateAttribute>()?.StateName)).ShouldBeEmpty();
        states.Where(state => !typeof(Aegis.Storage.States.GridState).IsAssignableFrom(state.ParameterType.GetGenericArguments()[0])).ShouldBeEmpty();
    }

    // Control: what is wrong is found.
    [Theory]
    [InlineData(typeof(Unmarked), "no [GenerateSerializer]", "no [Alias", "not [Immutable]", "no explicit [Id]")]
    [InlineData(typeof(Mutable), "can be set", "not sealed")]
    [InlineData(typeof(Listed), "neither a contract nor immutable")]
    [InlineData(typeof(Twice), "uses the id 0 twice")]
    public void FaultsOfType_BadContract_AreFound(Type contract, params string[] faults)
    {
        var found = ContractRules.FaultsOfType(contract).ToList();

        foreach (var fault in faults)
            found.ShouldContain(text => text.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void FaultsOfInterface_BadInterface_AreFound()
    {
        var found = ContractRules.FaultsOfInterface(typeof(IUnmarked)).ToList();

        found.Count.ShouldBe(4);
    }

    public sealed record Unmarked(string Text);

    [GenerateSerializer, Immutable, Alias("aegis.test.Mutable")]
    public class Mutable
    {
        [Id(0)]
        public string? Text { get; set; }
    }

    [GenerateSerializer, Immutable, Alias("aegis.test.Listed")]
    public sealed record Listed([property: Id(0)] List<string> Items);

    [GenerateSerializer, Immutable, Alias("aegis.test.Twice")]
    public sealed record Twice([property: Id(0)] string A, [property: Id(0)] string B);

    public interface IUnmarked
    {
        void Call(CancellationToken cancellationToken, string text);
    }
}
