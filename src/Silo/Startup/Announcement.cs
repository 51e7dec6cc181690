using Aegis.Dashboard.SignIn;
using Aegis.Grains.Hosting;
using Aegis.Silo.Data;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Aegis.Silo.Startup;

/// <summary>Tells people, on standard output, where the program listens and how to get in. Nothing of it reaches a log.</summary>
public sealed class Announcement(IServer server, IServiceProvider services, IConfiguration configuration, IHostApplicationLifetime lifetime) : IHostedService
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
        if (services.GetService<GridOptions>() is { } grid && configuration["Aegis:Grid:PublicUrl"] is null && addresses.FirstOrDefault() is { } own)
            grid.PublicUrl = Reachable(own);
        foreach (var address in addresses)
            Console.Out.WriteLine($"Listening on {address}");
    }

    // Code in replies calls the product sandbox where this process answers; a wildcard is no address to call.
    private static string Reachable(string address) =>
        address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).TrimEnd('/');
}
