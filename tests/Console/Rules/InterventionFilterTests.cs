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
