using Aegis.Simulation.Mutants;
using Xunit.Abstractions;

namespace Aegis.Simulation;

/// <summary>The simulator's worth: each planted bug is found within a few hundred worlds.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const ulong MostSeeds = 400;

    public static TheoryData<Mutant> Mutants =>
    [
        new AcknowledgesBeforeCommit(),
        new SkipsVersionCheck(),
        new TearsBatch(),
        new WritesTwice(),
        new ForgetsDueRows(),
        new DropsOutbox(),
        new NumbersWithGaps(),
        new DropsLedgerEntry(),
        new ForgetsActivityIds(),
        new LosesIdempotencyKey(),
        new RepeatsUnknownMail(),
        new SwallowsWriteFailures(),
        new StopsTheClock(),
        new NamesTicketsByAttempt(),
    ];

    [Theory]
    [MemberData(nameof(Mutants))]
    public void PlantedBug_InManyWorlds_IsFound(Mutant mutant)
    {
        Outcome? found = null;
        for (ulong seed = 1; found is null && seed <= MostSeeds; seed++)
        {
            var outcome = Scenario.Run(seed, mutant);
            if (outcome.Broken is not null)
                found = outcome;
        }

        found.ShouldNotBeNull($"{mutant} survived {MostSeeds} seeds");
        output.WriteLine($"{mutant}: seed {found.Seed}: {found.Broken}");
    }
}
