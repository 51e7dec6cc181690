using Aegis.Dashboard.Components.Interventions;
using Aegis.Interventions;

namespace Aegis.Console.Rules;

public sealed class InterventionFilterTests
{
    [Fact]
    public void Address_OfAFilter_SaysItAll()
    {
        var filter = new InterventionFilter("snoozed", InterventionType.UpsellSuggestion, "acme", "a b");

        filter.Address("int_1").ShouldBe("/interventions?status=snoozed&type=upsell_suggestion&customer=acme&cursor=a%20b&id=int_1");
        InterventionFilter.Of("snoozed", "upsell_suggestion", "acme", "a b").ShouldBe(filter);
    }

    [Fact]
    public void Address_OfADay_IsAListAndNeverTheBoard()
    {
        var filter = InterventionFilter.Of(null, null, null, null, "2026-11-22", null);

        filter.ShouldBe(new InterventionFilter(InterventionFilter.All, Opened: new(2026, 11, 22)));
        filter.Address().ShouldBe("/interventions?status=all&opened=2026-11-22");
        filter.In("resolved").Address().ShouldBe("/interventions?status=resolved&opened=2026-11-22");
        filter.In(InterventionFilter.Board).Address().ShouldBe("/interventions");
        InterventionFilter.Of(null, null, null, null, null, "22/11/2026").ShouldBe(new InterventionFilter(InterventionFilter.Board));
    }

    [Fact]
    public void Address_OfAPriority_IsAListAndNeverTheBoard()
    {
        var filter = InterventionFilter.Of(null, null, null, null, priority: "high");

        filter.ShouldBe(new InterventionFilter(InterventionFilter.Board).Of(InterventionPriority.High));
        filter.Address().ShouldBe("/interventions?status=all&priority=high");
        filter.In(InterventionFilter.Board).Address().ShouldBe("/interventions");
    }

    [Theory]
    [InlineData("nonsense", "nonsense", "<script>")]
    [InlineData(null, null, null)]
    public void Address_NotUnderstood_ShowsTheBoard(string? status, string? type, string? customer)
    {
        var filter = InterventionFilter.Of(status, type, customer, null);

        filter.ShouldBe(new InterventionFilter(InterventionFilter.Board));
        filter.Address().ShouldBe("/interventions");
    }

    [Fact]
    public void Attention_IsWhatIsOpenAndWhatAgentsAreAt() =>
        InterventionFilter.Of("attention", null, null, null).Statuses.ShouldBe([InterventionStatus.Acting, InterventionStatus.Open]);
}
