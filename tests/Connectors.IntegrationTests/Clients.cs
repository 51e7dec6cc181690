using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Connectors.IntegrationTests;

/// <summary>Our clients as the program makes them of its options, for providers that are not the sandboxes.</summary>
public sealed class Clients : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _directory = Directory.CreateTempSubdirectory("aegis-clients-").FullName;

    public Clients(Action<ConnectorOptions> configure, TimeProvider? time = null)
    {
        var options = new ConnectorOptions { DataDirectory = _directory };
        foreach (var connection in (ConnectionOptions[])[options.Billing, options.Tickets, options.Mail])
        {
            connection.Timeout = TimeSpan.FromSeconds(20);
            connection.RetryDelay = TimeSpan.FromMilliseconds(1);
        }
        configure(options);
        _services = new ServiceCollection().AddSingleton(time ?? TimeProvider.System).AddAegisConnectors(options).BuildServiceProvider();
    }

    public IBilling Billing => _services.GetRequiredService<IBilling>();

    public ITickets Tickets => _services.GetRequiredService<ITickets>();

    public IMail Mail => _services.GetRequiredService<IMail>();

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
