using Aegis.Actors;
using Aegis.Grains.Hosting;
using Aegis.Policy;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Policy;

/// <summary>Looks at the policy file as long as the process runs, and has each text that comes into force remembered. By its content: notices of change get lost on mounted volumes.</summary>
public sealed partial class PolicyWatch(PolicyFile file, IGrainFactory grains, IActorAuthority authority, TimeProvider time, IServiceProvider services, ILogger<PolicyWatch> logger) : BackgroundService
{
    private string? _remembered;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!file.IsWatched)
            return;
        try
        {
            await services.StartedAsync(stoppingToken);
            while (true)
            {
                await RememberAsync();
                await Task.Delay(file.LookPeriod, time, stoppingToken);
                file.Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Reading it is what has it remembered.</summary>
    private async Task RememberAsync()
    {
        var hash = file.Loaded.Policy.Hash;
        if (hash == _remembered)
            return;
        try
        {
            await grains.GetGrain<IPolicyGrain>(PolicyKey.Of(GrainKey.DefaultWorkspace)).GetAsync(authority.Sign("aegis", Role.System, GrainKey.DefaultWorkspace));
            _remembered = hash;
        }
        catch (Exception failure)
        {
            LogNotRemembered(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The policy in force could not be added to its history; it is tried again.")]
    private partial void LogNotRemembered(Exception failure);
}
