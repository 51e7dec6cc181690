namespace Aegis.Silo.Settings;

/// <summary>What a process does.</summary>
[Flags]
public enum Roles
{
    None = 0,
    /// <summary>Hosts the grains.</summary>
    Silo = 1,
    /// <summary>Serves the HTTP API.</summary>
    Api = 2,
    /// <summary>Serves the console.</summary>
    Dashboard = 4,
    BillingSandbox = 8,
    TicketsSandbox = 16,
    MailSandbox = 32,
    Grid = Silo | Api | Dashboard,
    Sandboxes = BillingSandbox | TicketsSandbox | MailSandbox,
}
