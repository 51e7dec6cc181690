using Aegis.Fixtures;
using Aegis.LoadTest.Commands;

namespace Aegis.LoadTest.UnitTests.Commands;

public sealed class OptionTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("60s", 60)]
    [InlineData("20m", 1200)]
    [InlineData("1.5h", 5400)]
    public void Duration_AsPeopleWriteIt_IsRead(string text, double seconds) =>
        Durations.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("60")]
    [InlineData("-1s")]
    [InlineData("soon")]
    [InlineData("1 d")]
    public void Duration_OfAnotherForm_IsNone(string text) => Durations.Parse(text).ShouldBeNull();

    [Fact]
    public void Key_GivenNowhere_IsSaid()
    {
        using var directory = new TemporaryDirectory();

        Should.Throw<OptionException>(() => AdminKeySource.Find(null, null, directory.Path)).Message.ShouldContain("--api-key");
    }

    [Fact]
    public void Key_OfADataDirectory_IsFoundUnlessAnotherIsGiven()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(Path.Combine(directory.Path, "admin.key"), "kept\n");

        AdminKeySource.Find(null, null, directory.Path).ShouldBe("kept");
        AdminKeySource.Find(null, "set", directory.Path).ShouldBe("set");
        AdminKeySource.Find("given", "set", directory.Path).ShouldBe("given");
    }

    [Theory]
    [InlineData("--customers", "0")]
    [InlineData("--customers", "many")]
    [InlineData("--duration", "soon")]
    [InlineData("--rate", "-1")]
    [InlineData("--url", "nowhere")]
    [InlineData("--max-error-rate", "7")]
    [InlineData("--hurry", "1")]
    public async Task Command_WithAWrongOption_IsRefused(string option, string value) =>
        (await LoadCommand.InvokeAsync([option, value, "--api-key", "a key of some length"])).ShouldBe(LoadCommand.Misused);

    [Fact]
    public async Task Command_WithNobodyListening_SaysSoAndIsRefused() =>
        (await LoadCommand.InvokeAsync(["--url", "http://127.0.0.1:9", "--api-key", "x", "--retry-budget", "0s"])).ShouldBe(LoadCommand.Misused);
}
