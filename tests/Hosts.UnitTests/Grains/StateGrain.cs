using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests.Grains;

public sealed class Notes
{
    public List<string> Lines { get; set; } = [];
}

public interface IStateGrain : IGrainWithIntegerKey
{
    Task Write(string line);

    Task<int> Count();

    Task Clear();

    Task<bool> Exists();
}

/// <summary>Fails to activate while its signal says so.</summary>
[GrainType("state")]
public sealed class StateGrain(
    [PersistentState("first")] IPersistentState<Notes> first,
    [PersistentState("second", "elsewhere")] IPersistentState<Notes> second,
    Signals signals) : Grain, IStateGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        signals.Add($"state {this.GetPrimaryKeyLong()} {first.State.Lines.Count}");
        return signals.Count($"fail {this.GetPrimaryKeyLong()}") > signals.Count($"failed {this.GetPrimaryKeyLong()}")
            ? Fail()
            : Task.CompletedTask;
    }

    public async Task Write(string line)
    {
        first.State = new Notes { Lines = [.. first.State.Lines, line] };
        await first.WriteStateAsync();
    }

    public Task<int> Count() => Task.FromResult(first.State.Lines.Count);

    public Task Clear() => first.ClearStateAsync();

    public Task<bool> Exists() => Task.FromResult(first.RecordExists || second.RecordExists);

    private Task Fail()
    {
        signals.Add($"failed {this.GetPrimaryKeyLong()}");
        throw new InvalidDataException("It cannot be activated.");
    }
}
