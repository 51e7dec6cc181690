using Aegis.Connectors.Sandboxes;
using Aegis.Connectors.Tickets.Sandbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Connectors.IntegrationTests;

public sealed class ConnectorOptionsTests
{
    public static TheoryData<string, string> WrongSettings => new()
    {
        { "Connectors:DataDirectory", " " },
        { "Connectors:Billing:Url", "ftp://billing" },
        { "Connectors:Billing:Url", "billing:8080" },
        { "Connectors:Tickets:Url", "http://user:secret@host" },
        { "Connectors:Mail:Timeout", "00:00:00" },
        { "Connectors:Mail:Retries", "11" },
        { "Connectors:Billing:RetryDelay", "-00:00:01" },
        { "Connectors:Billing:LongestRetryDelay", "01:00:00" },
        { "Connectors:Billing:Latency", "01:00:00" },
        { "Connectors:Billing:ApiKey", "a:b" },
        { "Connectors:Tickets:ProjectKey", "kan" },
        { "Connectors:Mail:From", "nobody" },
        { "Connectors:Mail:PickupDirectory", " " },
        { "Connectors:Billing:Faults:0:Count", "0" },
        { "Connectors:Mail:Faults:0:Operation", "dance" },
    };

    [Theory, MemberData(nameof(WrongSettings))]
    public void Add_WithWrongSetting_NamesItsKey(string key, string value)
    {
        var failure = Should.Throw<ArgumentException>(() => new ServiceCollection().AddAegisConnectors(Bind(key, value)));

        failure.Message.ShouldContain(key.Contains(":Faults:0") ? key[..key.LastIndexOf(':')] : key);
    }

    [Fact]
    public void AddSandbox_WithWrongSettings_NamesTheirKeys()
    {
        var wrong = new TicketsSandboxOptions { DataDirectory = "", Latency = TimeSpan.FromDays(1), ProjectKey = "k", PublicUrl = "here", ApiKey = "" };

        var failure = Should.Throw<ArgumentException>(() => new ServiceCollection().AddTicketsSandbox(wrong));

        foreach (var key in (string[])["DataDirectory", "Latency", "ProjectKey", "PublicUrl", "ApiKey"])
            failure.Message.ShouldContain($"Sandbox:{key}");
    }

    [Fact]
    public void Add_WithDefaults_NamesSandboxesAsWhatTheyAre()
    {
        var options = new ConnectorOptions();
        options.Billing.Url = "http://127.0.0.1:5090";
        using var provider = new ServiceCollection().AddAegisConnectors(options).BuildServiceProvider();

        var billing = provider.GetRequiredService<Billing.IBilling>();

        billing.IsSandbox.ShouldBeTrue();
        billing.Name.ShouldBe("Billing sandbox (127.0.0.1:5090)");
    }

    [Fact]
    public void Faults_FromConfiguration_AreBound()
    {
        var fault = Bind("Connectors:Billing:Faults:0:Kind", "ConnectionLost").Billing.Faults.ShouldHaveSingleItem();

        fault.Kind.ShouldBe(FaultKind.ConnectionLost);
    }

    private static ConnectorOptions Bind(string key, string value) => new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)])
        .Build().GetSection(ConnectorOptions.Section).Get<ConnectorOptions>()!;
}
