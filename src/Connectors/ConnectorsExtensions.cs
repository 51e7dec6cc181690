using Aegis.Connectors.Billing;
using Aegis.Connectors.Billing.Sandbox;
using Aegis.Connectors.Calls;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Mail.Sandbox;
using Aegis.Connectors.Mcp;
using Aegis.Connectors.Sandboxes;
using Aegis.Connectors.Tickets;
using Aegis.Connectors.Tickets.Jira;
using Aegis.Connectors.Tickets.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Connectors;

/// <summary>Registers <see cref="IBilling"/>, <see cref="ITickets"/> and <see cref="IMail"/>.</summary>
public static class ConnectorsExtensions
{
    /// <summary>A connector with a URL speaks to the program there; one without hosts its sandbox in this process.</summary>
    /// <exception cref="ArgumentException">An option is wrong; the message names its key and the mend.</exception>
    public static IServiceCollection AddAegisConnectors(this IServiceCollection services, ConnectorOptions options)
    {
        ConnectorOptionsValidator.ThrowIfInvalid(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<McpServers>();
        return services.AddBilling(options).AddTickets(options).AddMail(options);
    }

    private static IServiceCollection AddBilling(this IServiceCollection services, ConnectorOptions options)
    {
        if (options.Billing.Url is null)
        {
            services.AddBillingSandbox(Sandbox(new SandboxOptions { DataDirectory = Path.Combine(options.DataDirectory, "billing") }, options.Billing), "Connectors:Billing");
            services.AddSingleton<IBillingApi>(provider => provider.GetRequiredService<BillingSandbox>());
        }
        else
            services.AddSingleton<IBillingApi>(provider => new HttpBillingApi(options.Billing, Time(provider)));
        return services.AddSingleton<IBilling>(provider => new BillingClient(Name("Billing", options.Billing),
            provider.GetRequiredService<IBillingApi>(), new ConnectorCalls("billing", options.Billing, Time(provider)), Time(provider)));
    }

    private static IServiceCollection AddTickets(this IServiceCollection services, ConnectorOptions options)
    {
        if (options.Tickets.Jira.IsSet)
            return services.AddJira(options.Tickets);
        if (options.Tickets.Url is null)
        {
            services.AddTicketsSandbox(Sandbox(new TicketsSandboxOptions
            {
                DataDirectory = Path.Combine(options.DataDirectory, "tickets"),
                ProjectKey = options.Tickets.ProjectKey,
            }, options.Tickets), "Connectors:Tickets");
            services.AddSingleton<ITicketsApi>(provider => provider.GetRequiredService<TicketsSandbox>());
        }
        else
            services.AddSingleton<ITicketsApi>(provider => new HttpTicketsApi(options.Tickets, Time(provider)));
        return services.AddSingleton<ITickets>(provider => new TicketsClient(Name("Tickets", options.Tickets), options.Tickets.ProjectKey,
            provider.GetRequiredService<ITicketsApi>(), new ConnectorCalls("tickets", options.Tickets, Time(provider))));
    }

    private static IServiceCollection AddMail(this IServiceCollection services, ConnectorOptions options)
    {
        if (options.Mail.Url is null)
        {
            var pickup = options.Mail.PickupDirectory ?? Path.Combine(options.DataDirectory, "mail");
            services.AddMailSandbox(Sandbox(new SandboxOptions { DataDirectory = pickup }, options.Mail), "Connectors:Mail");
            services.AddSingleton<IMailApi>(provider => provider.GetRequiredService<MailSandbox>());
        }
        else
            services.AddSingleton<IMailApi>(provider => new HttpMailApi(options.Mail, Time(provider)));
        return services.AddSingleton<IMail>(provider => new MailClient(Name("Mail", options.Mail), options.Mail.From,
            provider.GetRequiredService<IMailApi>(), new ConnectorCalls("mail", options.Mail, Time(provider)), Time(provider)));
    }

    private static T Sandbox<T>(T sandbox, ConnectionOptions options) where T : SandboxOptions
    {
        sandbox.Latency = options.Latency;
        sandbox.Seed = options.Seed;
        sandbox.Faults = options.Faults;
        return sandbox;
    }

    private static string Name(string what, ConnectionOptions options) =>
        options.Url is { } url ? $"{what} sandbox ({new Uri(url).Authority})" : $"{what} sandbox";

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
