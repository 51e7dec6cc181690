using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;

namespace Aegis.Silo.Demo;

/// <summary>Adds the demo customers that are missing, and has one of them ask for something that people decide, through the same grains as everything else. What is there stays as it is.</summary>
public sealed class DemoSeeding(IClusterClient grains, IActorAuthority authority, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var system = authority.Sign("demo", Role.System, GrainKey.DefaultWorkspace);
        foreach (var (id, import) in Personas.At(time.GetUtcNow()))
            Expect(await grains.GetGrain<ICustomerGrain>(Key(id)).ImportAsync(system, import), $"The demo customer {id} could not be added");
        await AskAsync(system);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The customer writes, once in its life: whatever became of its request, it is not made again.</summary>
    private async Task AskAsync(Actor system)
    {
        var (id, text) = Personas.Asks;
        var customer = authority.Sign(id, Role.Customer, GrainKey.DefaultWorkspace);
        var asked = Expect(
            await grains.GetGrain<IDirectoryGrain>(0).ListApprovalsAsync(system, new ApprovalQuery(null, id, null, 1)), "The demo's approvals could not be read");
        // One that was erased since stays so, and asks nothing.
        if (asked.Items.IsEmpty)
            await grains.GetGrain<IOrchestratorGrain>(Key(id)).SendAsync(customer, text, "demo:asks");
    }

    private static string Key(string id) => new GrainKey(GrainKey.DefaultWorkspace, id).ToString();

    private static T Expect<T>(Result<T> result, string otherwise) =>
        result.Ok ? result.Value : throw new InvalidOperationException($"{otherwise}: {result.Refusal.Message}");
}
