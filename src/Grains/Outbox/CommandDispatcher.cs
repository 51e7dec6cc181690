using System.Text.Json;
using Aegis.Actors;
using Aegis.Conversations;
using Aegis.News;
using Aegis.Storage.Database;

namespace Aegis.Grains.Outbox;

/// <summary>Takes commands out of the outbox to the grains they are for. Handlers are idempotent: a command may come again.</summary>
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

    private Task ResumeWorkflowAsync(EventRow command)
    {
        var (workflowId, attempt) = Read(command.Data, "workflowId", "attempt");
        return grains.GetGrain<IOrchestratorGrain>(command.CustomerKey).ResumeWorkflowAsync(workflowId, attempt);
    }

    private Task InterveneAsync(EventRow command)
    {
        var (episodeId, finding) = Read(command.Data, "episodeId", "finding");
        return grains.GetGrain<IOrchestratorGrain>(command.CustomerKey).InterveneAsync(episodeId, finding);
    }

    private Task TellOutcomeAsync(EventRow command)
    {
        var (approvalId, telling) = Read(command.Data, "approvalId", "telling");
        return grains.GetGrain<IOrchestratorGrain>(command.CustomerKey).TellOutcomeAsync(approvalId, telling);
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
