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
        { "Connectors:Billing:DiscountMonths", "121" },
        { "Connectors:Billing:Plans:Pro", "a price" },
        { "Connectors:Mail:Templates", "/nowhere/at/all" },
    };

    [Theory, MemberData(nameof(WrongSettings))]
    public void Add_WithWrongSetting_NamesItsKey(string key, string value)
    {
        var failure = Should.Throw<ArgumentException>(() => new ServiceCollection().AddAegisConnectors(Bind(key, value)));

        failure.Message.ShouldContain(key.Contains(":Faults:0") ? key[..key.LastIndexOf(':')] : key);
    }

    [Theory]
    [InlineData("Connectors:Billing:ApiKey", "Connectors:Billing:Provider=Stripe")]
    [InlineData("Connectors:Billing:Plans:Enterprise", "Connectors:Billing:Provider=Stripe", "Connectors:Billing:ApiKey=sk_test")]
    [InlineData("Connectors:Billing:Site", "Connectors:Billing:Provider=Chargebee", "Connectors:Billing:ApiKey=test", "Connectors:Billing:Site=acme.chargebee.com")]
    [InlineData("Connectors:Tickets:Url", "Connectors:Tickets:Provider=Zendesk", "Connectors:Tickets:User=a@b.example", "Connectors:Tickets:ApiKey=t")]
    [InlineData("Connectors:Tickets:User", "Connectors:Tickets:Provider=Zendesk", "Connectors:Tickets:Url=https://acme.zendesk.com")]
    [InlineData("Connectors:Mail:Smtp:Host", "Connectors:Mail:Smtp:Host=not a host")]
    [InlineData("Connectors:Mail:Smtp:Port", "Connectors:Mail:Smtp:Host=mail.example", "Connectors:Mail:Smtp:Port=0")]
    [InlineData("Connectors:Mail:Smtp:UserName", "Connectors:Mail:Smtp:Host=mail.example", "Connectors:Mail:Smtp:Password=secret")]
    [InlineData("Connectors:Mail:Url", "Connectors:Mail:Smtp:Host=mail.example", "Connectors:Mail:Url=http://127.0.0.1:5090")]
    public void Add_WithAProviderThatLacksAPart_NamesTheKeyAndNoSecret(string key, params string[] settings)
    {
        var failure = Should.Throw<ArgumentException>(() => new ServiceCollection().AddAegisConnectors(Bind([.. settings.Select(setting => setting.Split('=', 2)).Select(pair => (pair[0], pair[1]))])));

        failure.Message.ShouldContain(key);
        failure.Message.ShouldNotContain("secret");
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

    private static ConnectorOptions Bind(string key, string value) => Bind((key, value));

    private static ConnectorOptions Bind(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build().GetSection(ConnectorOptions.Section).Get<ConnectorOptions>()!;
}
