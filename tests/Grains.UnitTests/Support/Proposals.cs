using System.Collections.Immutable;
using Aegis.Actions;

namespace Aegis.Grains.UnitTests.Support;

public static class Proposals
{
    public static ActionProposal Trial => Of(Tools.CreateTrialSubscription, "trial");

    public static ActionProposal Site => Of(Tools.ProvisionTestEnvironment, "site");

    public static ActionProposal Mail => Of(Tools.SendOnboardingEmail, "mail:onboarding");

    public static ActionProposal TestKey => Of(Tools.GenerateApiKeys, "key:test:onboarding", ("environment", "test"));

    public static ActionProposal LiveKey => Of(Tools.GenerateApiKeys, "key:live", ("environment", "live"));

    public static ActionProposal Ticket(string operation, string summary = "It fails") =>
        Of(Tools.CreateTicket, operation, ("summary", summary), ("description", "401 since noon"));

    public static ActionProposal Of(string tool, string operation, params (string Name, string Value)[] arguments) =>
        new(operation, "onboarding", tool, arguments.ToImmutableSortedDictionary(a => a.Name, a => a.Value));

    /// <summary>Begins and runs, as an agent does.</summary>
    public static async Task<ActionRecord> ActAsync(this Grid grid, ActionProposal proposal, string customerId = "acme")
    {
        var begun = await grid.Customer(customerId).BeginActionAsync(grid.Self(customerId), proposal);
        begun.Refusal.ShouldBeNull();
        var ticket = begun.Value!;
        return ticket.MustRun
            ? await grid.Grains.GetGrain<IActionRunner>(0).RunAsync(ticket, CancellationToken.None)
            : new(ticket.ActionId, customerId, ticket.Tool, ticket.Status, ticket.Evidence, ticket.Output, grid.Now, grid.Now);
    }

    public static async Task<ActionRecord> OnlyActionAsync(this Grid grid) =>
        (await grid.Customer().ListActionsAsync(grid.Admin)).Value.ShouldHaveSingleItem();
}
