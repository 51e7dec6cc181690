using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Components.Ledger;

namespace Aegis.Console.Rules;

public sealed class WordsTests
{
    [Theory]
    [InlineData("agent:growth for customer:acme", "Growth agent, for the customer")]
    [InlineData("growth for admin:alice", "Growth agent, for alice (admin)")]
    [InlineData("agent:onboarding for system:aegis", "Onboarding agent, for Aegis")]
    [InlineData("admin:alice", "alice (admin)")]
    [InlineData("system:demo", "Aegis")]
    [InlineData("aegis", "Aegis")]
    [InlineData(null, "Aegis")]
    public void Actor_OfTheLedger_ReadsAsForPeople(string? actor, string words) => Words.Actor(actor).ShouldBe(words);

    [Theory]
    [InlineData(0, "0 turns")]
    [InlineData(1, "1 turn")]
    [InlineData(2_000, "2,000 turns")]
    public void Count_OfThings_HasThePlural(long n, string words) => Words.Count(n, "turn").ShouldBe(words);

    [Theory]
    [InlineData("""{"from":"healthy","to":"at_risk"}""", "healthy → at risk")]
    [InlineData("""{"stage":"new","createdAt":"2026-10-09T02:57:24.8264438+00:00","keys":2}""", "stage new, created at 9 Oct 2026 02:57 UTC, keys 2")]
    [InlineData("""{"company":"2026-10-09","email":"a@example.com"}""", "company 2026-10-09, email a@example.com")]
    [InlineData("not JSON", "")]
    public void Gist_OfAnEntry_IsOneLineForPeople(string json, string gist) => LedgerWords.Gist(json).ShouldBe(gist);
}
