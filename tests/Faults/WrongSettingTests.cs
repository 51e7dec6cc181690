using Aegis.Faults.Program;

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
    public async Task Stop_Terminated_EndsCleanly()
    {
        using var directory = new TemporaryDirectory();
        await using var program = await AegisProcess.Start(
            new Dictionary<string, string>(), "run", "--data", directory.Path, "--urls", "http://127.0.0.1:0").ListeningAsync();

        var exitCode = await program.TerminateAsync();

        exitCode.ShouldBe(0);
    }
}
