using Aegis.Connectors.Billing;
using Aegis.Connectors.Billing.Sandbox;
using Aegis.Connectors.Billing.Stripe;
using Aegis.Connectors.Calls;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Mail.Sandbox;
using Aegis.Connectors.Mail.Smtp;
using Aegis.Connectors.Mcp;
using Aegis.Connectors.Sandboxes;
using Aegis.Connectors.Tickets;
using Aegis.Connectors.Tickets.Jira;
using Aegis.Connectors.Tickets.Sandbox;
using Aegis.Connectors.Tickets.Zendesk;
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
        services.AddSingleton(new MailTemplates(options.Mail.Templates));
        return services.AddBilling(options).AddTickets(options).AddMail(options);
    }

    private static IServiceCollection AddBilling(this IServiceCollection services, ConnectorOptions options)
    {
        var billing = options.Billing;
        if (billing.Provider == BillingProvider.Chargebee)
            billing.Url ??= $"https://{billing.Site}.chargebee.com";
        if (billing.Provider == BillingProvider.Stripe)
        {
            billing.Url ??= StripeApi.Address;
            return services.AddSingleton(provider => new StripeApi(billing, Time(provider))).AddSingleton<IBilling>(provider => new StripeBilling(
                Real("Stripe", billing, StripeApi.Address), provider.GetRequiredService<StripeApi>(), billing, new ConnectorCalls("billing", billing, Time(provider))));
        }

        if (options.Billing.Url is null)
        {
            services.AddBillingSandbox(Sandbox(new SandboxOptions { DataDirectory = Path.Combine(options.DataDirectory, "billing") }, options.Billing), "Connectors:Billing");
            services.AddSingleton<IBillingApi>(provider => provider.GetRequiredService<BillingSandbox>());
        }
        else
            services.AddSingleton<IBillingApi>(provider => new HttpBillingApi(options.Billing, Time(provider)));
        return services.AddSingleton<IBilling>(provider => new BillingClient(
            billing.Provider == BillingProvider.Chargebee ? Real("Chargebee", billing, null) : Name("Billing", billing), billing.Provider == BillingProvider.Sandbox,
            provider.GetRequiredService<IBillingApi>(), options.Billing, new ConnectorCalls("billing", options.Billing, Time(provider)), Time(provider)));
    }

    private static IServiceCollection AddTickets(this IServiceCollection services, ConnectorOptions options)
    {
        if (options.Tickets.Provider == TicketsProvider.Zendesk)
        {
            return services.AddSingleton(provider => new ZendeskApi(options.Tickets, Time(provider))).AddSingleton<ITickets>(provider => new ZendeskTicketsClient(
                Real("Zendesk", options.Tickets, null), options.Tickets, provider.GetRequiredService<ZendeskApi>(), new ConnectorCalls("tickets", options.Tickets, Time(provider))));
        }
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
        if (options.Mail.Smtp is { Host: { } host } smtp)
        {
            return services.AddSingleton<IMail>(provider => new MailClient($"SMTP ({host})", isSandbox: false, options.Mail.From,
                new SmtpMailApi(smtp), new ConnectorCalls("mail", options.Mail, Time(provider)), Time(provider)));
        }

        if (options.Mail.Url is null)
        {
            var pickup = options.Mail.PickupDirectory ?? Path.Combine(options.DataDirectory, "mail");
            services.AddMailSandbox(Sandbox(new SandboxOptions { DataDirectory = pickup }, options.Mail), "Connectors:Mail");
            services.AddSingleton<IMailApi>(provider => provider.GetRequiredService<MailSandbox>());
        }
        else
            services.AddSingleton<IMailApi>(provider => new HttpMailApi(options.Mail, Time(provider)));
        return services.AddSingleton<IMail>(provider => new MailClient(Name("Mail", options.Mail), isSandbox: true, options.Mail.From,
            provider.GetRequiredService<IMailApi>(), new ConnectorCalls("mail", options.Mail, Time(provider)), Time(provider)));
    }

    private static T Sandbox<T>(T sandbox, ConnectionOptions options) where T : SandboxOptions
    {
        sandbox.Latency = options.Latency;
        sandbox.Seed = options.Seed;
        sandbox.Faults = options.Faults;
        return sandbox;
    }

    /// <summary>The system's name and where it is, so that a test account is told from the real one; not where it is the one everybody has.</summary>
    private static string Real(string what, ConnectionOptions options, string? usual) =>
        options.Url == usual ? what : $"{what} ({new Uri(options.Url!).Authority})";

    private static string Name(string what, ConnectionOptions options) =>
        options.Url is { } url ? $"{what} sandbox ({new Uri(url).Authority})" : $"{what} sandbox";

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
