using System.Diagnostics;
using Aegis.Grains.Routing;
using Xunit.Abstractions;

namespace Aegis.Grains.UnitTests.Routing;

public sealed class IntentModelTests(ITestOutputHelper output)
{
    /// <summary>Set to write the model anew, after a change to the messages.</summary>
    private const string Train = "AEGIS_TRAIN";

    [Fact]
    public void Model_TrainedAgain_IsTheOneStored()
    {
        var trained = Bytes(ModelTrainer.Train(MessageSet.Training));
        if (Environment.GetEnvironmentVariable(Train) is { Length: > 0 })
            File.WriteAllBytes(Path.Combine(SourceFolder(), "src", "Grains", "Routing", IntentModel.Resource), trained);

        var stored = Environment.GetEnvironmentVariable(Train) is { Length: > 0 } ? trained : Bytes(IntentModel.Stored);

        // Another processor may round a weight the other way.
        stored.Length.ShouldBe(trained.Length);
        stored.Zip(trained).Count(b => b.First != b.Second).ShouldBeLessThan(stored.Length / 100);
    }

    [Fact]
    public void Model_Stored_IsSmall() => Bytes(IntentModel.Stored).Length.ShouldBeLessThan(1_000_000);

    [Fact]
    public void Practice_HoldsNothingThatIsHeldOut() =>
        MessageSet.Practice.Select(m => Key(m.Text)).Intersect(MessageSet.HeldOut.Select(m => Key(m.Text))).Where(key => key.Length > 0).ShouldBeEmpty();

    [Fact]
    public void Route_Message_TakesAboutAMillisecondAtMost()
    {
        var messages = MessageSet.HeldOut.ToList();
        messages.ForEach(m => Router.Route(m.Text));

        var each = messages.Chunk(50).Min(some => Time(some) / some.Length);

        output.WriteLine($"{each.TotalMicroseconds:N0} µs a message.");
        each.ShouldBeLessThan(TimeSpan.FromMilliseconds(2));
    }

    private static TimeSpan Time(IEnumerable<Labelled> messages)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var message in messages)
            Router.Route(message.Text);
        return Stopwatch.GetElapsedTime(start);
    }

    private static string Key(string text) => string.Join(' ', Words.Of(text));

    private static byte[] Bytes(IntentModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aegis.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the source folder.");
        return folder.FullName;
    }
}
