using System.Collections.Immutable;
using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Agents;
using Aegis.Grains.Agents.Interventions;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Simulation.Mutants;

/// <summary>An agent that wishes for a ticket anew with every attempt, instead of for the one of the episode.</summary>
public sealed class NamesTicketsByAttempt : Mutant
{
    public override void Sabotage(IServiceCollection services) =>
        services.Insert(0, ServiceDescriptor.Singleton<IPlaybook, Forgetful>());

    private sealed class Forgetful(GridOptions options) : IPlaybook
    {
        private readonly InterventionPlaybook _inner = new(options);

        public bool Handles(string intent) => intent == Intents.Intervene;

        public Move Next(Facts facts) => _inner.Next(facts) is Move.Act { Tool: Tools.CreateTicket } act
            ? act with { OperationId = $"{act.OperationId}:{facts.Work.Epoch}" }
            : _inner.Next(facts);

        public Reply Write(Facts facts, ImmutableArray<TurnStep> steps) => _inner.Write(facts, steps);
    }
}
