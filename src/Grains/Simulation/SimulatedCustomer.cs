using System.Globalization;
using Aegis.Activity;
using Aegis.Actors;
using Aegis.Behaviours;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Grains.Sandbox;
using Aegis.Keys;

namespace Aegis.Grains.Simulation;

/// <summary>One customer of a run. Every operation has an id that follows from its place in the life, so that doing it again changes nothing.</summary>
internal sealed class SimulatedCustomer(IGrainFactory grains, IActorAuthority authority, TimeProvider time, GrainKey key, CustomerOperation[] life)
{
    private readonly ICustomerGrain _customer = grains.GetGrain<ICustomerGrain>(key.ToString());
    private readonly Actor _simulator = authority.Sign("simulator", Role.System, key.Workspace);

    public string NameOf(int place) => life[place].Name;

    /// <returns>What the grid refused, or null.</returns>
    public async Task<Refusal?> DoAsync(int place)
    {
        var operationId = string.Create(CultureInfo.InvariantCulture, $"simulated-{place}");
        return life[place] switch
        {
            CustomerOperation.SignUp signUp => (await _customer.CreateAsync(_simulator, new(signUp.Company, signUp.Email, [signUp.TechStack]))).Refusal,
            CustomerOperation.AskForSetUp ask => (await Conversation.SendAsync(Self, ask.Text, operationId)).Refusal,
            CustomerOperation.Say say => (await Conversation.SendAsync(Self, say.Text, operationId)).Refusal,
            CustomerOperation.CallProduct call => await RecordAsync([Event(operationId, CallOf(call))]),
            CustomerOperation.Report report => await RecordAsync([.. report.Calls.Select((call, i) => Event($"{operationId}-{i}", call))]),
            CustomerOperation.IssueLiveKey => (await _customer.IssueKeyAsync(_simulator, KeyEnvironment.Live, operationId)).Refusal,
            _ => (await _customer.GetHealthAsync(Self)).Refusal,
        };
    }

    private Actor Self => authority.Sign(key.CustomerId, Role.Customer, key.Workspace);

    private IOrchestratorGrain Conversation => grains.GetGrain<IOrchestratorGrain>(key.ToString());

    private async Task<Refusal?> RecordAsync(ImmutableArray<ActivityEvent> events) => (await _customer.RecordAsync(_simulator, events)).Refusal;

    private static ProductCall CallOf(CustomerOperation.CallProduct call) => call.WellFormed
        ? new("GET /v2/customers", 200, TimeSpan.Zero, 20, null)
        : new("GET /v2/customers", 401, TimeSpan.Zero, 20, SandboxRules.HeadersIncorrect);

    private ActivityEvent Event(string id, ProductCall call) => new(id, call.Endpoint, call.Status, time.GetUtcNow() - call.Age, call.LatencyMs, call.Reason);
}
