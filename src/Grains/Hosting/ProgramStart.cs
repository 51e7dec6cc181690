using Microsoft.Extensions.Hosting;

namespace Aegis.Grains.Hosting;

/// <summary>Waits for the program to be up.</summary>
internal static class ProgramStart
{
    /// <summary>Ends when requests are answered; at once where there is no program around the grains.</summary>
    public static async Task StartedAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetService(typeof(IHostApplicationLifetime)) is not IHostApplicationLifetime lifetime)
            return;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(cancellationToken);
    }
}
