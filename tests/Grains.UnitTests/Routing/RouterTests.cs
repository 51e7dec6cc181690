using Aegis.Grains.Routing;
using Xunit.Abstractions;

namespace Aegis.Grains.UnitTests.Routing;

public sealed class RouterTests(ITestOutputHelper output)
{
    [Fact]
    public void Route_TuningMessages_AreRoutedByIntent() => Accuracy("tuning", MessageSet.Tuning).ShouldBeGreaterThanOrEqualTo(0.98);

    [Fact]
    public void Route_HeldOutMessages_AreRoutedByIntent() => Accuracy("held out", MessageSet.HeldOut).ShouldBeGreaterThanOrEqualTo(0.92);

    /// <summary>Written last, in another manner, and measured only: nothing is tuned or trained by them.</summary>
    [Fact]
    public void Route_MessagesOfStrangers_AreRoutedByIntent() => Accuracy("strangers", MessageSet.Strangers).ShouldBeGreaterThanOrEqualTo(0.75);

    [Fact]
    public void Route_HeldOutMessages_AreSeldomRoutedHarmfully() =>
        new Score(MessageSet.HeldOut.Concat(MessageSet.Strangers)).Harmful.ShouldBeLessThanOrEqualTo(14);

    [Fact]
    public void Route_MessageSet_IsLargeEnough() => MessageSet.All.Count.ShouldBeGreaterThanOrEqualTo(1_500);

    [Theory]
    [InlineData("I want to call it from Django", "python")]
    [InlineData("we run c#", "csharp")]
    [InlineData("our backend is ASP.NET Core", "csharp")]
    [InlineData("node.js please", "node")]
    [InlineData("TypeScript", "node")]
    [InlineData("from a shell", "curl")]
    [InlineData("just curl", "curl")]
    [InlineData("in Cobol", null)]
    [InlineData("", null)]
    public void ProgrammingLanguages_Named_IsFound(string text, string? language) => ProgrammingLanguages.In(text).ShouldBe(language);

    [Fact]
    public void ProgrammingLanguages_MessageNamesOne_WinsOverTheStack() => ProgrammingLanguages.Of("csharp", ["Django"]).ShouldBe("csharp");

    [Fact]
    public void ProgrammingLanguages_MessageNamesNone_IsTheStacks() => ProgrammingLanguages.Of(null, ["PostgreSQL", "Express"]).ShouldBe("node");

    [Fact]
    public void ProgrammingLanguages_NothingKnown_IsPython() => ProgrammingLanguages.Of(null, ["Fortran"]).ShouldBe("python");

    [Fact]
    public void Route_NothingToReadInIt_AsksBack() => Router.Route("\u0001 … ??? 你好").Intent.ShouldBe(Intents.Unsure);

    [Fact]
    public void Route_LongText_ReadsItsBeginningOnly()
    {
        var text = "get started " + string.Concat(Enumerable.Repeat("word ", 2_000)) + "upgrade me to enterprise";

        Router.Route(text).Intent.ShouldBe(Intents.StartOnboarding);
    }

    private double Accuracy(string name, IEnumerable<Labelled> messages)
    {
        var score = new Score(messages);
        output.WriteLine($"{name}: {score}");
        output.WriteLine($"rules alone {Alone(messages, Router.ByRules):P1}, model alone {Alone(messages, IntentModel.Stored.Best):P1}");
        foreach (var line in score.Confusion())
            output.WriteLine(line);
        if (name == "tuning")
        {
            foreach (var line in score.Mistakes())
                output.WriteLine(line);
        }

        return score.Accuracy;
    }

    private static double Alone(IEnumerable<Labelled> messages, Func<string, string> intentOf) =>
        messages.Average(m => intentOf(m.Text) == m.Intent ? 1d : 0d);
}
