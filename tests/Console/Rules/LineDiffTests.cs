using Aegis.Dashboard.Components.Controls;

namespace Aegis.Console.Rules;

public sealed class LineDiffTests
{
    [Fact]
    public void Of_TheSameText_IsEmpty() => LineDiff.Of("a\nb\n", "a\r\nb\r\n").ShouldBeEmpty();

    [Fact]
    public void Of_ALineChanged_ShowsItBothWaysWithTheLinesAround() => Text("1\n2\n3\n4\n5\n6\n7\n8", "1\n2\n3\n4\nfive\n6\n7\n8")
        .ShouldBe("…| 3| 4|-5|+five| 6| 7|…");

    [Fact]
    public void Of_LinesAddedAndTakenAway_KeepsWhatStays() => Text("a\nb\nc", "b\nx\nc\nd").ShouldBe("-a| b|+x| c|+d");

    [Fact]
    public void Of_NothingBefore_IsAllNew() => Text("", "a\nb").ShouldBe("-|+a|+b");

    [Fact]
    public void Of_TwoLongTextsWithNothingInCommon_EndsSoon()
    {
        var (before, after) = (string.Join('\n', Enumerable.Range(0, 5_000)), string.Join('\n', Enumerable.Range(5_000, 5_000)));

        LineDiff.Of(before, after).Length.ShouldBe(10_000);
    }

    private static string Text(string before, string after) => string.Join('|', LineDiff.Of(before, after).Select(line => line.Mark == '…' ? "…" : $"{line.Mark}{line.Text}"));
}
