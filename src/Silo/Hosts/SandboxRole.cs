using Aegis.Connectors.Billing.Sandbox;
using Aegis.Connectors.Mail.Sandbox;
using Aegis.Connectors.Sandboxes;
using Aegis.Connectors.Tickets.Sandbox;
using Aegis.Silo.Data;
using Aegis.Silo.Settings;

namespace Aegis.Silo.Hosts;

/// <summary>A process that is one local sandbox of an outside system and nothing else.</summary>
public static class SandboxRole
{
    public static WebApplicationBuilder AddSandboxRole(this WebApplicationBuilder builder, AegisOptions options, DataDirectory data)
    {
        var sandbox = builder.Configuration.Bind("Sandbox", new TicketsSandboxOptions { DataDirectory = data.Path });
        _ = options.Roles switch
        {
            Roles.BillingSandbox => builder.Services.AddBillingSandbox(sandbox),
            Roles.TicketsSandbox => builder.Services.AddTicketsSandbox(sandbox),
            _ => builder.Services.AddMailSandbox(sandbox),
        };
        return builder;
    }

    public static WebApplication MapSandboxRole(this WebApplication app, AegisOptions options)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live"));
        return options.Roles switch
        {
            Roles.BillingSandbox => app.MapBillingSandbox(),
            Roles.TicketsSandbox => app.MapTicketsSandbox(),
            _ => app.MapMailSandbox(),
        };
    }
}
