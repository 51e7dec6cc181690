using System.Diagnostics;
using System.Globalization;
using Aegis.Simulation.Disk;
using Aegis.Storage.Database;
using Xunit.Abstractions;

namespace Aegis.Simulation.Outages;

/// <summary>AEGIS_OUTAGES=50 runs that many outages, with 10,000 due times in all.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    [Fact]
    public void DueTimes_InOutages_AreAllHandledOnce()
    {
        var outages = Environment.GetEnvironmentVariable("AEGIS_OUTAGES") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 5;
        var watch = Stopwatch.StartNew();

        var report = OutageScenario.Run(seed: 7, outages, dueEach: outages > 5 ? 10_000 / outages : 20);

        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{report.Outages} outages, {report.DueTimes} due times, {report.Missed.Count} not handled once; the last {report.Latest.TotalSeconds:0.0} s after the program was back; {report.Simulated.TotalHours:0.0} simulated hours, {report.Steps:N0} steps, {watch.Elapsed.TotalSeconds:0.0} s");
        output.WriteLine(summary);
        Console.WriteLine(summary);
        report.Missed.ShouldBeEmpty();
        report.Latest.ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void Control_ADiskThatForgetsDueTimes_IsSeen() =>
        OutageScenario.Run(seed: 7, outages: 2, dueEach: 5, new ForgetfulOfTimes()).Missed.Count.ShouldBe(10);

    private sealed class ForgetfulOfTimes : DiskTables
    {
        protected override void SaveDue(RecordKey record, RecordWrite write)
        {
            if (record.StateName != "customer")
                base.SaveDue(record, write);
        }
    }
}
