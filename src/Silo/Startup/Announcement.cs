using Aegis.Dashboard.SignIn;
using Aegis.Silo.Data;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Aegis.Silo.Startup;

/// <summary>Tells people, on standard output, where the program listens and how to get in. Nothing of it reaches a log.</summary>
public sealed class Announcement(IServer server, IServiceProvider services, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (services.GetService<AdminKey>() is { IsNew: true } key)
            Console.Out.WriteLine($"Admin key (shown once; kept in {AdminKey.FileName} in the data directory): {key.Value}");
        if (services.GetService<SignInCodes>() is { } codes && addresses.FirstOrDefault() is { } console)
            Console.Out.WriteLine($"Sign in once with {console.TrimEnd('/')}/sign-in?code={codes.Issue()}");
        foreach (var address in addresses)
            Console.Out.WriteLine($"Listening on {address}");
    }
}
