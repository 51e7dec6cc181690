using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Idempotency;
using Aegis.Api.Json;
using Aegis.Api.Security;
using Aegis.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Simulation;

internal static class SimulationEndpoints
{
    private const int DefaultCustomers = 20;

    public static void MapSimulation(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/simulate").WithTags("Simulation").Needs(Role.Viewer);
        group.MapPost("", StartAsync).Needs(Role.Agent).WithSummary("Simulates customers, the same for the same seed; only with --demo. Answers at once.");
        group.MapGet("/{id}", GetAsync).WithSummary("How far a simulation has come.");
    }

    private static async Task<Results<Accepted<SimulationRun>, Refused>> StartAsync(Body<StartSimulation> body, Caller caller, Operation operation)
    {
        var id = $"sim_{operation.Id[..20]}";
        // Without a seed of its own a run takes one from its id, which is random.
        var seed = body.Value.Seed ?? int.Parse(operation.Id.AsSpan(0, 7), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
        var started = await Run(caller, id).StartAsync(caller.Actor, seed, body.Value.Customers ?? DefaultCustomers);
        return started.Ok ? TypedResults.Accepted($"/api/simulate/{id}", started.Value) : new Refused(started.Refusal);
    }

    private static async Task<Results<Ok<SimulationRun>, Refused>> GetAsync(string id, Caller caller) =>
        Answer.Ok(await Run(caller, id).GetAsync(caller.Actor));

    private static ISimulatorGrain Run(Caller caller, string id) =>
        caller.Grains.GetGrain<ISimulatorGrain>(new GrainKey(caller.Actor.Workspace, id).ToString());
}

/// <param name="Seed">Any 32-bit number; drawn when left out.</param>
/// <param name="Customers">1 to 1,000; 20 when left out.</param>
internal sealed record StartSimulation(int? Seed, int? Customers) : IBody<StartSimulation>
{
    public static StartSimulation Read(JsonForm form) => new(form.OptionalNumber("seed"), form.OptionalNumber("customers"));
}
