namespace Aegis.Embedded.State;

/// <summary>A state injected into a grain; the states of one grain are linked.</summary>
internal abstract class StateSlot
{
    public StateSlot? Next { get; set; }

    public abstract Task ReadAsync();

    /// <summary>Reads all states at once, so that their storage can read them together.</summary>
    public Task ReadAllAsync()
    {
        if (Next is null)
            return ReadAsync();
        var reads = new List<Task>();
        for (var slot = this; slot is not null; slot = slot.Next)
            reads.Add(slot.ReadAsync());
        return Task.WhenAll(reads);
    }
}
