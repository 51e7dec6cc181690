using System.Text.Json;
using Aegis.Behaviours;

namespace Aegis.LoadTest.UnitTests.Behaviours;

public sealed class BehaviourTests
{
    private const int Steps = 60;

    [Fact]
    public void Life_OfTheSameSeedAndNumber_IsTheSame() => Lives(seed: 7).ShouldBe(Lives(seed: 7));

    [Fact]
    public void Life_OfAnotherSeed_IsAnother() => Lives(seed: 7).ShouldNotBe(Lives(seed: 8));

    [Fact]
    public void Lives_OfManyCustomers_AreOfEveryKind() =>
        Enumerable.Range(0, 200).Select(i => Behaviour.KindOf(1, i)).Distinct().Count().ShouldBe(Enum.GetValues<BehaviourKind>().Length);

    [Fact]
    public void Life_OfAnyone_BeginsWithSignUpAndSetUpOnce()
    {
        foreach (var customer in Enumerable.Range(0, 100))
        {
            var operations = Behaviour.Of(1, customer).Take(Steps).Select(s => s.Operation).ToList();

            operations[0].ShouldBeOfType<CustomerOperation.SignUp>();
            operations[1].ShouldBeOfType<CustomerOperation.AskForSetUp>();
            operations.Skip(2).ShouldNotContain(o => o is CustomerOperation.SignUp || o is CustomerOperation.AskForSetUp);
        }
    }

    [Fact]
    public void Pauses_OfAnyone_AreAboutOneBeat()
    {
        var pauses = Enumerable.Range(0, 200).SelectMany(i => Behaviour.Of(1, i).Skip(1).Take(Steps)).Select(s => s.Pause).ToList();

        pauses.ShouldAllBe(p => p >= 0.5 && p < 1.5);
        pauses.Average().ShouldBe(1, tolerance: 0.02);
    }

    [Fact]
    public void ErrorSpike_InItsLife_HasQuietAndFailingBatches()
    {
        var rates = Reports(BehaviourKind.ErrorSpike).Where(r => r.Calls.Length >= 10).Select(r => r.Calls.Count(c => c.Status >= 400) / (double)r.Calls.Length).ToList();

        rates.ShouldContain(rate => rate < 0.05);
        rates.ShouldContain(rate => rate > 0.15);
    }

    [Fact]
    public void Growth_InItsLife_ReportsEverLargerBatches()
    {
        var sizes = Reports(BehaviourKind.Growth).Select(r => r.Calls.Length).Skip(1).ToList();

        sizes.ShouldBeInOrder();
        sizes[^1].ShouldBeGreaterThan(sizes[0]);
    }

    [Fact]
    public void Decline_InItsLife_CallsLessThanTheWeekBefore()
    {
        var history = Reports(BehaviourKind.Decline)[0].Calls;

        history.Count(c => c.Age < TimeSpan.FromDays(7)).ShouldBeLessThan(history.Count(c => c.Age >= TimeSpan.FromDays(7)) / 2);
    }

    [Fact]
    public void Calls_OfAnyone_AreWhatTheGridAccepts() =>
        Enum.GetValues<BehaviourKind>().SelectMany(Reports).SelectMany(r => r.Calls)
            .ShouldAllBe(c => c.Age >= TimeSpan.Zero && c.Age < TimeSpan.FromDays(35) && (c.Status >= 400) == (c.Reason != null));

    private static List<CustomerOperation.Report> Reports(BehaviourKind kind)
    {
        var customer = Enumerable.Range(0, 1000).First(i => Behaviour.KindOf(1, i) == kind);
        return [.. Behaviour.Of(1, customer).Take(Steps).Select(s => s.Operation).OfType<CustomerOperation.Report>()];
    }

    private static string Lives(int seed) =>
        JsonSerializer.Serialize(Enumerable.Range(0, 20).Select(i => Behaviour.Of(seed, i).Take(Steps).Select(s => new { s.Pause, s.Operation.Name, Operation = (object)s.Operation })));
}
