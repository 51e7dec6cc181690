using Aegis.Faults.Program;
using Aegis.Fixtures;

namespace Aegis.Faults;

public sealed class WrongSettingTests
{
    [Theory]
    [InlineData("AEGIS_STORAGE", "mysql", "set it to sqlite or postgres")]
    [InlineData("AEGIS_STORAGE", "postgres", "ConnectionStrings__Aegis is not set")]
    [InlineData("AEGIS_ADMIN_KEY", "short", "at least 16 characters")]
    [InlineData("AEGIS_URLS", "http://0.0.0.0:0", "set AEGIS_ADMIN_KEY")]
    [InlineData("AEGIS_URLS", "here", "http://127.0.0.1:5080")]
    [InlineData("AEGIS_DEMO", "perhaps", "true or false")]
    [InlineData("AEGIS_ROLES", "silo,kitchen", "silo, api, dashboard")]
    [InlineData("AEGIS_ROLES", "silo,mail-sandbox", "runs alone")]
    [InlineData("AEGIS_DATA", "/dev/null/x", "this user may write to")]
    [InlineData("AEGIS_MASTER_KEY", "not a key", "openssl rand -base64 32")]
    [InlineData("AEGIS_CONNECTORS__BILLING__URL", "nowhere", "AEGIS_CONNECTORS__BILLING__URL is \"nowhere\"")]
    [InlineData("AEGIS_CONNECTORS__BILLING__TIMEOUT", "soon", "AEGIS_CONNECTORS__BILLING__TIMEOUT")]
    [InlineData("STRIPE_API_KEY", "sk_test_canary", "AEGIS_CONNECTORS__BILLING__PLANS__TRIAL")]
    [InlineData("AEGIS_BILLING", "paypal", "set it to chargebee, stripe or sandbox")]
    [InlineData("CHARGEBEE_API_KEY", "test_key", "CHARGEBEE_SITE is not set")]
    [InlineData("ZENDESK_URL", "https://acme.zendesk.com", "ZENDESK_EMAIL is not set")]
    [InlineData("SMTP_HOST", "smtp.acme.example", "SMTP_FROM is not set")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "http://localhost:4317")]
    [InlineData("AEGIS_GRID__MAX_ATTEMPTS", "0", "use 1 to 100")]
    [InlineData("AEGIS_POLICY_FILE", "/dev/null/policy.json", "AEGIS_POLICY_FILE is '/dev/null/policy.json': The file cannot be read")]
    [InlineData("AEGIS_KNOWLEDGE__PATH", "/dev/null/docs", "AEGIS_KNOWLEDGE__PATH is '/dev/null/docs': there is no such folder")]
    public async Task Start_WrongSetting_StopsAndNamesKeyAndMend(string key, string value, string mend)
    {
        using var directory = new TemporaryDirectory();
        var variables = new Dictionary<string, string> { ["AEGIS_DATA"] = directory.Path, [key] = value };

        await using var program = AegisProcess.Start(variables, "run");
        var exitCode = await program.ExitAsync();

        exitCode.ShouldBe(2);
        program.Errors.ShouldContain(mend);
        program.Errors.Trim().ShouldNotContain('\n');
        program.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_DirectoryInUse_StopsAndNamesDirectory()
    {
        using var directory = new TemporaryDirectory();
        string[] arguments = ["run", "--data", directory.Path, "--urls", "http://127.0.0.1:0"];
        await using var first = await AegisProcess.Start(new Dictionary<string, string>(), arguments).ListeningAsync();

        await using var second = AegisProcess.Start(new Dictionary<string, string>(), arguments);
        var exitCode = await second.ExitAsync();

        exitCode.ShouldBe(2);
        second.Errors.ShouldContain(directory.Path);
        second.Errors.ShouldContain("another Aegis process");
    }

    [Fact]
    public async Task Start_DatabaseUnreachable_StopsAndNamesConnectionString()
    {
        using var directory = new TemporaryDirectory();
        var variables = new Dictionary<string, string>
        {
            ["AEGIS_STORAGE"] = "postgres",
            ["ConnectionStrings__Aegis"] = $"Host={directory.Path};Username=aegis;Password=do-not-print",
        };

        await using var program = AegisProcess.Start(variables, "run", "--data", directory.Path, "--urls", "http://127.0.0.1:0");
        var exitCode = await program.ExitAsync();

        exitCode.ShouldBe(2);
        program.Errors.ShouldContain("ConnectionStrings__Aegis");
        program.Errors.ShouldNotContain("do-not-print");
        program.Errors.Trim().ShouldNotContain('\n');
    }

    [Fact]
    public async Task Start_PostgresGridInUse_StopsAndNamesConnectionString()
    {
        using var first = new TemporaryDirectory();
        using var second = new TemporaryDirectory();
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var variables = new Dictionary<string, string>
        {
            ["AEGIS_STORAGE"] = "postgres",
            ["ConnectionStrings__Aegis"] = database,
            ["AEGIS_MASTER_KEY"] = Convert.ToBase64String(new byte[32]),
        };
        await using var running = await AegisProcess.Start(variables, "run", "--data", first.Path, "--urls", "http://127.0.0.1:0").ListeningAsync();

        await using var late = AegisProcess.Start(variables, "run", "--data", second.Path, "--urls", "http://127.0.0.1:0");
        var exitCode = await late.ExitAsync();

        exitCode.ShouldBe(2);
        late.Errors.ShouldContain("another process serves");
        late.Errors.Trim().ShouldNotContain('\n');
    }

    [Fact]
    public async Task Start_AddressInUse_StopsAndNamesAddress()
    {
        using var first = new TemporaryDirectory();
        using var second = new TemporaryDirectory();
        var none = new Dictionary<string, string>();
        await using var running = await AegisProcess.Start(none, "run", "--data", first.Path, "--urls", "http://127.0.0.1:0").ListeningAsync();

        await using var late = AegisProcess.Start(none, "run", "--data", second.Path, "--urls", running.Address.ToString());
        var exitCode = await late.ExitAsync();

        exitCode.ShouldBe(2);
        late.Errors.ShouldContain(running.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        late.Errors.Trim().ShouldNotContain('\n');
    }

    [Fact]
    public async Task Stop_Terminated_EndsCleanly()
    {
        using var directory = new TemporaryDirectory();
        await using var program = await AegisProcess.Start(
            new Dictionary<string, string>(), "run", "--data", directory.Path, "--urls", "http://127.0.0.1:0").ListeningAsync();

        var exitCode = await program.TerminateAsync();

        exitCode.ShouldBe(0);
    }
}
