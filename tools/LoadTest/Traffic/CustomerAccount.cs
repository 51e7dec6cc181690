namespace Aegis.LoadTest.Traffic;

/// <summary>What one customer was told is done, and what it asked for without ever learning the outcome. One thread at a time writes it.</summary>
public sealed class CustomerAccount(string id)
{
    public string Id => id;

    public bool SignedUp { get; set; }

    public Tally Events { get; } = new();

    public Tally LiveKeys { get; } = new();

    /// <summary>Messages; an acknowledged one has its turn in <see cref="Turns"/>.</summary>
    public Tally Messages { get; } = new();

    /// <summary>Messages that asked to be set up.</summary>
    public Tally SetUps { get; } = new();

    public List<string> Turns { get; } = [];
}

/// <summary>How often something was acknowledged, and how often asked for without an outcome.</summary>
public sealed class Tally
{
    public int Acknowledged { get; set; }

    public int Unknown { get; set; }

    /// <summary>How often it may have happened at most.</summary>
    public int Most => Acknowledged + Unknown;
}
