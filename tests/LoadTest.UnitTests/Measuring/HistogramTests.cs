using Aegis.LoadTest.Measuring;

namespace Aegis.LoadTest.UnitTests.Measuring;

public sealed class HistogramTests
{
    [Fact]
    public void Percentile_OfNothing_IsZero()
    {
        var histogram = new Histogram();

        histogram.Percentile(0.99).ShouldBe(TimeSpan.Zero);
        histogram.Mean.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Percentile_OfOneValue_IsThatValue(double part)
    {
        var histogram = new Histogram();
        histogram.Record(TimeSpan.FromMilliseconds(7));

        histogram.Percentile(part).ShouldBe(TimeSpan.FromMilliseconds(7));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    [InlineData(0.999)]
    public void Percentile_FromMicrosecondsToHours_IsWithinTwoPercent(double part)
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 100_000).Select(_ => TimeSpan.FromMicroseconds(Math.Round(Math.Pow(10, 9.5 * random.NextDouble())))).ToList();
        var histogram = new Histogram();
        values.ForEach(histogram.Record);

        var percentile = histogram.Percentile(part);

        var exact = values.Order().ElementAt((int)Math.Ceiling(part * values.Count) - 1);
        percentile.ShouldBeGreaterThanOrEqualTo(exact);
        (percentile / exact).ShouldBeLessThan(1.02);
    }

    [Fact]
    public void Record_BelowZeroOrBeyondTheScale_IsCountedAtItsEnd()
    {
        var histogram = new Histogram();
        histogram.Record(TimeSpan.FromSeconds(-1));
        histogram.Record(TimeSpan.FromDays(30));

        histogram.Count.ShouldBe(2);
        histogram.Percentile(0.5).ShouldBe(TimeSpan.Zero);
        histogram.Max.ShouldBeGreaterThan(TimeSpan.FromHours(19));
    }

    [Fact]
    public void Add_OfTwoHalves_IsTheWhole()
    {
        var (whole, low, high) = (new Histogram(), new Histogram(), new Histogram());
        foreach (var ms in Enumerable.Range(1, 1000))
        {
            whole.Record(TimeSpan.FromMilliseconds(ms));
            (ms <= 500 ? low : high).Record(TimeSpan.FromMilliseconds(ms));
        }

        low.Add(high);

        (low.Count, low.Max, low.Mean).ShouldBe((whole.Count, whole.Max, whole.Mean));
        low.Percentile(0.9).ShouldBe(whole.Percentile(0.9));
    }

    [Fact]
    public void Record_FromManyThreads_LosesNothing()
    {
        var histogram = new Histogram();

        Parallel.For(0, 10_000, i => histogram.Record(TimeSpan.FromMicroseconds(i)));

        histogram.Count.ShouldBe(10_000);
        histogram.Max.ShouldBe(TimeSpan.FromMicroseconds(9_999));
    }
}
