using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Tickets;

namespace Aegis.Connectors.IntegrationTests;

/// <summary>A rig over a directory of the test's own.</summary>
public abstract class RigTests(Form form) : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;
    protected static readonly TrialOrder Trial = new("default/acme", "Acme Corp", "ada@example.com", 14);
    protected static readonly NewTicket Problem = new("default/acme", "Errors of acme", "Half of the calls fail.", "High", ["aegis"]);
    protected static readonly MailMessage Letter = new("ada@example.com", "Welcome", "Hello Ada");

    private readonly List<Rig> _started = [];

    protected string DataDirectory { get; } = Directory.CreateTempSubdirectory("aegis-connectors-").FullName;

    protected Rig Rig { get; private set; } = null!;

    public async Task InitializeAsync() => Rig = await StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var rig in _started)
            await rig.DisposeAsync();
        Directory.Delete(DataDirectory, recursive: true);
    }

    protected async Task<Rig> StartAsync(Action<ConnectorOptions>? configure = null, TimeProvider? time = null)
    {
        var rig = await Rig.StartAsync(form, DataDirectory, configure, time);
        _started.Add(rig);
        return rig;
    }

    protected async Task<Rig> RestartAsync()
    {
        await Rig.DisposeAsync();
        return await StartAsync();
    }
}
