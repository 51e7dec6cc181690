namespace Aegis.Bench.Grains;

/// <summary>The smallest grain: what a call costs, and an activation.</summary>
[Alias("aegis.bench.IEchoGrain")]
public interface IEchoGrain : IGrainWithStringKey
{
    [Alias("EchoAsync")]
    Task<int> EchoAsync(int number);
}

[GrainType("bench-echo")]
public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<int> EchoAsync(int number) => Task.FromResult(number);
}
