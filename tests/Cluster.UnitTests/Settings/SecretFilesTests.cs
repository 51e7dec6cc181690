using Aegis.Fixtures;
using Aegis.Silo.Settings;
using Microsoft.Extensions.Configuration;

namespace Aegis.Cluster.UnitTests.Settings;

public sealed class SecretFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("AEGIS_MASTER_KEY")]
    [InlineData("AEGIS_CONNECTORS__MAIL__API_KEY")]
    [InlineData("ConnectionStrings__Aegis")]
    public void Variable_ThatNamesAFile_IsWhatTheFileHolds(string name) =>
        Read((name + "_FILE", Keep("  secret\n"))).ShouldBe([new(name, "secret")]);

    [Fact]
    public void Variable_OfAnotherProgram_StaysWhatItIs() => Read(("SSL_CERT_FILE", "/etc/ssl/cert.pem")).ShouldBe([new("SSL_CERT_FILE", "/etc/ssl/cert.pem")]);

    [Fact]
    public void File_ThatIsMissing_IsNamedWithItsVariable()
    {
        var missing = Path.Combine(_directory.Path, "missing");

        var refusal = Should.Throw<SettingException>(() => Read(("AEGIS_ADMIN_KEY_FILE", missing)));

        refusal.Message.ShouldContain("AEGIS_ADMIN_KEY_FILE");
        refusal.Message.ShouldContain(missing);
    }

    [Fact]
    public void File_ThatIsEmpty_IsRefused() => Should.Throw<SettingException>(() => Read(("AEGIS_ADMIN_KEY_FILE", Keep("\n")))).Message.ShouldContain("empty");

    [Fact]
    public void Secret_GivenTwice_IsRefusedWithoutNamingIt()
    {
        var refusal = Should.Throw<SettingException>(() => Read(("AEGIS_ADMIN_KEY_FILE", Keep("one")), ("AEGIS_ADMIN_KEY", "another")));

        refusal.Message.ShouldContain("AEGIS_ADMIN_KEY is set too");
        refusal.Message.ShouldNotContain("another");
    }

    [Fact]
    public void DatabasePassword_KeptApart_IsPartOfTheConnection()
    {
        var options = SettingsReader.Read(Configuration(("ConnectionStrings:Aegis", "Host=db;Username=aegis"), ("Aegis:DatabasePassword", "a;b='c")));

        new System.Data.Common.DbConnectionStringBuilder { ConnectionString = options.ConnectionString }["Password"].ShouldBe("a;b='c");
    }

    [Theory]
    [InlineData("mail-sandbox", "AEGIS_SANDBOX__API_KEY")]
    [InlineData("silo", "AEGIS_ADMIN_KEY")]
    public void Address_BeyondLoopbackWithoutAKey_IsRefusedNamingTheKey(string role, string key) =>
        Should.Throw<SettingException>(() => SettingsReader.Read(Configuration(("Aegis:Urls", "http://0.0.0.0:8080"), ("Aegis:Roles", role)))).Message.ShouldContain(key);

    [Fact]
    public void Sandbox_BeyondLoopbackWithItsKey_IsAllowed() =>
        Should.NotThrow(() => SettingsReader.Read(Configuration(("Aegis:Urls", "http://0.0.0.0:8080"), ("Aegis:Roles", "mail-sandbox"), ("Aegis:Sandbox:ApiKey", "k"))));

    public void Dispose() => _directory.Dispose();

    private static IReadOnlyDictionary<string, string?> Read(params (string Name, string? Value)[] variables) =>
        SecretFiles.Read(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));

    private static IConfiguration Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();

    private string Keep(string text)
    {
        var path = Path.Combine(_directory.Path, "secret");
        File.WriteAllText(path, text);
        return path;
    }
}
