using Aegis.Conversations;
using Aegis.Dashboard.Components.Conversations;

namespace Aegis.Console.Rules;

public sealed class ExchangesTests
{
    [Fact]
    public void Turns_AnsweredTogether_AreOneExchange()
    {
        var exchanges = Exchanges.Of([Said("1"), Said("2", with: "1"), Said("3", with: "1"), Said("4")]);

        exchanges.Select(e => (e.Turn.Id, string.Join(',', e.Pieces.Select(p => p.Id)))).ShouldBe([("1", "2,3"), ("4", "")]);
    }

    [Fact]
    public void Piece_OfATurnOnAnEarlierPage_StandsAlone()
    {
        var exchanges = Exchanges.Of([Said("2", with: "1"), Said("3")]);

        exchanges.Select(e => e.Turn.Id).ShouldBe(["2", "3"]);
    }

    private static Turn Said(string id, string? with = null) =>
        new(id, "words", TurnStatus.Answered, DateTimeOffset.UnixEpoch, null, null, AnsweredWith: with);
}
