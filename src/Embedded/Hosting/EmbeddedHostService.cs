using Aegis.Embedded.Runtime;
using Microsoft.Extensions.Hosting;

namespace Aegis.Embedded.Hosting;

/// <summary>Starts reminders with the process and ends the grains with it.</summary>
internal sealed class EmbeddedHostService(EmbeddedHost host) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => host.Reminders.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => host.StopAsync(cancellationToken);
}
