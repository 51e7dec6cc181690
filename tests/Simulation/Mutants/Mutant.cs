using Aegis.Embedded.Simulation;
using Aegis.Simulation.Disk;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Simulation.Mutants;

/// <summary>A bug planted outside the product, at one of its seams. The plain mutant plants none.</summary>
public class Mutant
{
    public static readonly Mutant None = new();

    public virtual DiskTables Tables() => new();

    public virtual SimulatedDisk Disk(World world, DiskTables tables, Faults faults) => new(world, tables, faults);

    /// <summary>Replaces services of the program.</summary>
    public virtual void Sabotage(IServiceCollection services)
    {
    }

    public override string ToString() => GetType().Name;
}
