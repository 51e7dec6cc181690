using Aegis.Cluster.Chaos;
using Aegis.Cluster.Commands;
using Aegis.Fixtures;

namespace Aegis.Cluster.UnitTests.Commands;

public sealed class ClusterCommandTests
{
    [Theory]
    [InlineData("--silos", "0")]
    [InlineData("--silos", "many")]
    [InlineData("--urls", "here")]
    [InlineData("--urls", "http://0.0.0.0:5080")]
    [InlineData("--chaos", "earthquake")]
    [InlineData("--every", "soon")]
    [InlineData("--hurry", "1")]
    public async Task Command_WithAWrongOption_IsRefused(string option, string value)
    {
        using var directory = new TemporaryDirectory();

        (await ClusterCommand.InvokeAsync([option, value, "--data", directory.Path])).ShouldBe(ClusterCommand.Misused);
    }

    [Theory]
    [InlineData(ChaosKind.Kill, 1, 60, 15, null, "--silos")]
    [InlineData(ChaosKind.Kill, 3, 10, 15, null, "--down")]
    [InlineData(ChaosKind.Postgres, 3, 60, 15, "Host=db", "private PostgreSQL")]
    [InlineData(ChaosKind.Rolling, 3, 9_999, 15, null, "--for")]
    public void Chaos_ThatCannotBe_IsSaid(ChaosKind kind, int silos, int every, int down, string? database, string said)
    {
        var options = new ClusterOptions
        {
            Data = "data", Program = Environment.ProcessPath!, Silos = silos, ConnectionString = database,
            Chaos = new() { Kind = kind, Every = TimeSpan.FromSeconds(every), Down = TimeSpan.FromSeconds(down) },
        };

        Should.Throw<OptionException>(options.Validate).Message.ShouldContain(said);
    }
}
