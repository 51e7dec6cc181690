using Microsoft.Extensions.Hosting;

namespace Aegis.Grains.Policy;

/// <summary>Looks at the policy file as long as the process runs. By its content: notices of change get lost on mounted volumes.</summary>
public sealed class PolicyWatch(PolicyFile file, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (file.IsWatched && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(file.LookPeriod, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            file.Look();
        }
    }
}
