using Aegis.Connectors.Billing;
using Aegis.Connectors.Billing.Sandbox;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Mail.Sandbox;
using Aegis.Connectors.Sandboxes;
using Aegis.Connectors.Tickets;
using Aegis.Connectors.Tickets.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aegis.Connectors.IntegrationTests;

/// <summary>The three connectors with their sandboxes, in either form, over a directory that can outlive them.</summary>
public sealed class Rig : IAsyncDisposable
{
    private readonly List<WebApplication> _hosts = [];
    private readonly ServiceProvider _clients;
    private readonly IServiceProvider _billing;
    private readonly IServiceProvider _tickets;
    private readonly IServiceProvider _mail;

    private Rig(ServiceProvider clients, IReadOnlyList<WebApplication> hosts)
    {
        _clients = clients;
        _hosts.AddRange(hosts);
        _billing = hosts.Count > 0 ? hosts[0].Services : clients;
        _tickets = hosts.Count > 0 ? hosts[1].Services : clients;
        _mail = hosts.Count > 0 ? hosts[2].Services : clients;
    }

    public IBilling Billing => _clients.GetRequiredService<IBilling>();

    public ITickets Tickets => _clients.GetRequiredService<ITickets>();

    public IMail Mail => _clients.GetRequiredService<IMail>();

    public ISandbox BillingSandbox => _billing.GetRequiredService<BillingSandbox>();

    public ISandbox TicketsSandbox => _tickets.GetRequiredService<TicketsSandbox>();

    public ISandbox MailSandbox => _mail.GetRequiredService<MailSandbox>();

    public Uri BillingUrl => Url(_hosts[0]);

    public static async Task<Rig> StartAsync(Form form, string directory, Action<ConnectorOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new ConnectorOptions { DataDirectory = directory };
        foreach (var connection in (ConnectionOptions[])[options.Billing, options.Tickets, options.Mail])
        {
            connection.Timeout = TimeSpan.FromSeconds(30);
            connection.Retries = 0;
            connection.RetryDelay = TimeSpan.FromMilliseconds(1);
            connection.Latency = TimeSpan.Zero;
        }
        configure?.Invoke(options);
        time ??= TimeProvider.System;
        var hosts = form == Form.Http ? await StartHostsAsync(options, time) : [];
        var clients = new ServiceCollection().AddSingleton(time).AddAegisConnectors(options).BuildServiceProvider();
        return new Rig(clients, hosts);
    }

    public async ValueTask DisposeAsync()
    {
        await _clients.DisposeAsync();
        foreach (var host in _hosts)
            await host.DisposeAsync();
    }

    public static async Task<WebApplication> StartHostAsync(TimeProvider time, Action<IServiceCollection> add, Func<WebApplication, WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.Zero);
        builder.Services.AddSingleton(time);
        add(builder.Services);
        var app = map(builder.Build());
        await app.StartAsync();
        return app;
    }

    public static Uri Url(WebApplication host) => new(host.Urls.First());

    private static async Task<IReadOnlyList<WebApplication>> StartHostsAsync(ConnectorOptions options, TimeProvider time)
    {
        SandboxOptions Plain(string name) => new() { DataDirectory = Path.Combine(options.DataDirectory, name), Latency = TimeSpan.Zero };
        var tickets = new TicketsSandboxOptions { DataDirectory = Path.Combine(options.DataDirectory, "tickets"), Latency = TimeSpan.Zero };
        var hosts = await Task.WhenAll(
            StartHostAsync(time, services => services.AddBillingSandbox(Plain("billing")), app => app.MapBillingSandbox()),
            StartHostAsync(time, services => services.AddTicketsSandbox(tickets), app => app.MapTicketsSandbox()),
            StartHostAsync(time, services => services.AddMailSandbox(Plain("mail")), app => app.MapMailSandbox()));
        options.Billing.Url = Url(hosts[0]).ToString();
        options.Tickets.Url = Url(hosts[1]).ToString();
        options.Mail.Url = Url(hosts[2]).ToString();
        return hosts;
    }
}
