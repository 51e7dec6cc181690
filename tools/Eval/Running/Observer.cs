using System.Text.Json;
using Aegis.Connectors.Billing.Sandbox;
using Aegis.Connectors.Mail.Sandbox;
using Aegis.Connectors.Sandboxes;
using Aegis.Connectors.Tickets;
using Aegis.Connectors.Tickets.Sandbox;
using Aegis.Directory;
using Aegis.Eval.Grid;
using Aegis.Eval.Scenarios;
using Aegis.Interventions;
using Aegis.Sandbox;

namespace Aegis.Eval.Running;

/// <summary>Reads, after a trial, what the ledgers, the conversations and the outside systems say.</summary>
internal sealed class Observer(EvalGrid grid, CancellationToken cancellationToken)
{
    /// <summary>What the idempotency keys of things begin with that the story put there.</summary>
    public const string Placed = "placed-";

    private const int Page = 500;

    public async Task<Observation> LookAsync(IEnumerable<Persona> personas, IReadOnlyDictionary<string, long> setUp, IReadOnlySet<string> acted)
    {
        var customers = ImmutableArray.CreateBuilder<CustomerTrace>();
        foreach (var persona in personas)
            customers.Add(await LookAsync(persona, setUp[persona.Id], acted.Contains(persona.Id)));
        var effects = ImmutableArray.CreateBuilder<ProviderEffect>();
        foreach (var sandbox in Sandboxes)
            effects.AddRange((await sandbox.ReportAsync(cancellationToken)).Effects
                .Where(e => e.IdempotencyKey?.StartsWith(Placed, StringComparison.Ordinal) != true)
                .Select(e => new ProviderEffect(sandbox.Kind, e.Operation, e.IdempotencyKey, e.ResourceId, e.Subject, e.At)));
        return new(customers.ToImmutable(), effects.ToImmutable(), await OutsideAsync(effects));
    }

    public IEnumerable<ISandbox> Sandboxes =>
        [grid.Services.GetRequiredService<BillingSandbox>(), grid.Services.GetRequiredService<TicketsSandbox>(), grid.Services.GetRequiredService<MailSandbox>()];

    public async Task<ImmutableArray<LedgerFact>> LedgerAsync(string id)
    {
        var facts = ImmutableArray.CreateBuilder<LedgerFact>();
        while (true)
        {
            var page = Checked(await grid.Directories.ReadLedgerAsync(grid.Aegis, id, facts.Count == 0 ? 0 : facts[^1].Seq, Page));
            facts.AddRange(page.Items.Select(e => new LedgerFact(e.Seq, e.At, e.Kind, e.Actor, e.ActionId, Open(e))));
            if (page.Items.Length < Page)
                return facts.ToImmutable();
        }
    }

    private async Task<CustomerTrace> LookAsync(Persona persona, long setUp, bool acted)
    {
        var customer = grid.Customer(persona.Id);
        return new(
            persona, acted, setUp,
            Checked(await customer.GetAsync(grid.Aegis)),
            Checked(await customer.ListKeysAsync(grid.Aegis)),
            Checked(await customer.ListActionsAsync(grid.Aegis)),
            await LedgerAsync(persona.Id),
            Checked(await grid.Conversation(persona.Id).GetConversationAsync(grid.Aegis)).Turns,
            Checked(await grid.Directories.ListInterventionsAsync(grid.Aegis, new InterventionQuery(null, persona.Id, null, 200))).Items,
            (await grid.Grains.GetGrain<ISandboxSiteGrain>(EvalGrid.Key(persona.Id)).GetSiteAsync(grid.Aegis)).Value);
    }

    private async Task<ImmutableArray<string>> OutsideAsync(IEnumerable<ProviderEffect> effects)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var mail in System.IO.Directory.EnumerateFiles(grid.Directory, "*.eml", SearchOption.AllDirectories))
            texts.Add(await File.ReadAllTextAsync(mail, cancellationToken));
        var tickets = grid.Services.GetRequiredService<ITickets>();
        foreach (var key in effects.Where(e => e is { Provider: "tickets", Operation: "create_issue" }).Select(e => e.ResourceId).Distinct())
            if (await tickets.GetAsync(key, cancellationToken) is { } ticket)
                texts.Add($"{ticket.Key}\n{ticket.Summary}\n{ticket.Description}\n{string.Join('\n', ticket.Comments.Select(c => c.Text))}");
        return texts.ToImmutable();
    }

    private static JsonElement Open(LedgerEntry entry) => entry.Data is { } data ? JsonDocument.Parse(data).RootElement.Clone() : default;

    private static T Checked<T>(Result<T> result) => result.Ok ? result.Value : throw new InvalidOperationException($"The evaluation may not read: {result.Refusal.Message}");
}
