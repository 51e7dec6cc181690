using System.Text.Json;
using Aegis.Actors;
using Aegis.Conversations;
using Aegis.News;
using Aegis.Storage.Database;

namespace Aegis.Grains.Outbox;

/// <summary>Takes commands out of the outbox to the grains they are for. Handlers are idempotent: a command may come again.
/// A stored command names no actor: it was decided when it was stored, and is carried out by Aegis itself, signed anew each time.</summary>
public sealed class CommandDispatcher(IGrainFactory grains, IActorAuthority authority)
{
    /// <exception cref="FormatException">The command can never be understood; trying again is of no use.</exception>
    public Task DispatchAsync(EventRow command) => command.Topic switch
    {
        Commands.ResumeWorkflow => ResumeWorkflowAsync(command),
        Commands.Intervene => InterveneAsync(command),
        Commands.TellOutcome => TellOutcomeAsync(command),
        Commands.RefreshSubscription => RefreshSubscriptionAsync(command),
        _ => throw new FormatException($"'{command.Topic}' is no command."),
    };

    private async Task ResumeWorkflowAsync(EventRow command)
    {
        var (workflowId, attempt) = Read(command.Data, "workflowId", "attempt");
        Accepted(await grains.GetGrain<IOrchestratorGrain>(command.CustomerKey).ResumeWorkflowAsync(Relay(command), workflowId, attempt));
    }

    private async Task InterveneAsync(EventRow command)
    {
        var (episodeId, finding) = Read(command.Data, "episodeId", "finding");
        Accepted(await grains.GetGrain<IOrchestratorGrain>(command.CustomerKey).InterveneAsync(Relay(command), episodeId, finding));
    }

    private Actor Relay(EventRow command) => authority.Sign("relay", Role.System, GrainKey.Parse(command.CustomerKey).Workspace);

    /// <summary>A refusal is no confirmation: the command stays in the outbox.</summary>
    private static void Accepted(Result<Done> result)
    {
        if (!result.Ok)
            throw new InvalidOperationException(result.Refusal.Message);
    }

    private async Task TellOutcomeAsync(EventRow command)
    {
        var (approvalId, telling) = Read(command.Data, "approvalId", "telling");
        Accepted(await grains.GetGrain<IOrchestratorGrain>(command.CustomerKey).TellOutcomeAsync(Relay(command), approvalId, telling));
    }

    private Task RefreshSubscriptionAsync(EventRow command)
    {
        var (_, look) = Read(command.Data, "customer", "look");
        var actor = authority.Sign("billing", Role.System, GrainKey.Parse(command.CustomerKey).Workspace);
        return grains.GetGrain<IProviderNewsGrain>(0).RefreshAsync(actor, command.CustomerKey, look);
    }

    private static (string Id, int Count) Read(string data, string id, string count)
    {
        try
        {
            using var json = JsonDocument.Parse(data);
            return (json.RootElement.GetProperty(id).GetString()!, json.RootElement.GetProperty(count).GetInt32());
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"The command's data is not {{{id}, {count}}}.", failure);
        }
    }
}
