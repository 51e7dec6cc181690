using System.Collections.Concurrent;
using Aegis.Actors;
using Aegis.Policy;

namespace Aegis.Grains.Policy;

/// <summary>The policy of this process with the workspace's kill switches. Those are asked for again when they are older than half a second; when nobody can say, nothing is begun.</summary>
public sealed class PolicyDesk(IPolicySource source, IGrainFactory grains, IActorAuthority authority, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    public PolicySet Policy => source.Current;

    /// <summary>What is in force in a workspace.</summary>
    public async ValueTask<PolicyInForce> ReadAsync(string workspace)
    {
        if (!_known.TryGetValue(workspace, out var known) || time.GetElapsedTime(known.At) >= Fresh)
        {
            var asked = time.GetTimestamp();
            var read = await Grain(workspace).ReadSwitchesAsync(Aegis(workspace));
            known = new(read.Value ?? throw new InvalidOperationException($"The kill switches cannot be read: {read.Refusal!.Message}"), asked);
            _known[workspace] = known;
        }

        return new(source.Current, known.Switches);
    }

    /// <summary>Takes one of the tool's places of the day; false when there is none.</summary>
    public async Task<bool> TakePlaceAsync(string workspace, string tool, string actionId, int places) =>
        (await Grain(workspace).TakeAsync(Aegis(workspace), tool, actionId, places)).Value;

    private IPolicyGrain Grain(string workspace) => grains.GetGrain<IPolicyGrain>(PolicyKey.Of(workspace));

    private Actor Aegis(string workspace) => authority.Sign("aegis", Role.System, workspace);

    private readonly record struct Known(KillSwitches Switches, long At);
}
