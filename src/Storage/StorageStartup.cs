using Aegis.Storage.Database;
using Microsoft.Extensions.Hosting;

namespace Aegis.Storage;

/// <summary>Brings the database up to this program's schema before anything registered later starts.</summary>
internal sealed class StorageStartup(IGridDatabase database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => database.MigrateAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
