using Aegis.Actors;
using Aegis.Customers;

namespace Aegis.Silo.Demo;

/// <summary>Adds the demo customers that are missing, through the same grains as everything else. What is there stays as it is.</summary>
public sealed class DemoSeeding(IClusterClient grains, IActorAuthority authority, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var actor = authority.Sign("demo", Role.System, GrainKey.DefaultWorkspace);
        foreach (var (id, import) in Personas.At(time.GetUtcNow()))
        {
            var customer = grains.GetGrain<ICustomerGrain>(new GrainKey(GrainKey.DefaultWorkspace, id).ToString());
            var result = await customer.ImportAsync(actor, import);
            if (!result.Ok)
                throw new InvalidOperationException($"The demo customer {id} could not be added: {result.Refusal.Message}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
