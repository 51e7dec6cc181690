using Aegis.Cluster.Topology;
using Aegis.Fixtures;

namespace Aegis.Cluster.UnitTests.Topology;

public sealed class SecretsTests : IDisposable
{
    private const string Given = "a key of some length";
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Secrets_OfANewCluster_AreMadeForTheirOwnerAlone()
    {
        var secrets = Secrets.In(_directory.Path).Prepare(null, null);

        string[] files = [secrets.MasterKey, secrets.AdminKey, secrets.SandboxKey, secrets.DatabasePassword];
        files.Select(File.ReadAllText).ShouldBeUnique();
        files.Select(Mode).ShouldAllBe(mode => mode == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Convert.FromHexString(File.ReadAllText(secrets.MasterKey).Trim()).Length.ShouldBe(32);
    }

    [Fact]
    public void Secrets_OfAnOldCluster_StayAsTheyAre()
    {
        var secrets = Secrets.In(_directory.Path).Prepare(null, null);
        var before = File.ReadAllText(secrets.MasterKey);

        secrets.Prepare(null, null);

        File.ReadAllText(secrets.MasterKey).ShouldBe(before);
    }

    [Fact]
    public void Key_ThatIsGiven_BecomesTheClusters()
    {
        var secrets = Secrets.In(_directory.Path).Prepare(null, Given);

        File.ReadAllText(secrets.AdminKey).Trim().ShouldBe(Given);
        Should.NotThrow(() => secrets.Prepare(null, Given));
    }

    [Fact]
    public void Key_OtherThanTheClusters_IsRefusedWithoutNamingIt()
    {
        var secrets = Secrets.In(_directory.Path).Prepare(null, null);

        var refusal = Should.Throw<OptionException>(() => secrets.Prepare(Given, null));

        refusal.Message.ShouldContain("AEGIS_MASTER_KEY");
        refusal.Message.ShouldNotContain(Given);
    }

    public void Dispose() => _directory.Dispose();

    private static UnixFileMode Mode(string file) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException("The cluster runs where files have modes.") : File.GetUnixFileMode(file);
}
