using Aegis.Agents;
using Aegis.Grains.Routing;

namespace Aegis.Grains.UnitTests.Routing;

/// <summary>How well messages are routed.</summary>
internal sealed class Score
{
    private static readonly string[] Acting =
        [Intents.StartOnboarding, Intents.GetKey, Intents.RotateKey, Intents.Upgrade, Intents.Discount, Intents.Cancel];

    private readonly List<(Labelled Message, Route Route)> _results;

    public Score(IEnumerable<Labelled> messages, Func<string, Route>? route = null) =>
        _results = [.. messages.Select(m => (m, (route ?? (text => Router.Route(text)))(m.Text)))];

    public double Accuracy => Share(r => r.Route.Intent == r.Message.Intent);

    /// <summary>The right agent, whichever of its intents.</summary>
    public double AgentAccuracy => Share(r => r.Route.Agent == Router.AgentOf(r.Message.Intent));

    /// <summary>Messages that wanted no change and got an intent that may make one, and those for a person that went to an agent.</summary>
    public int Harmful => _results.Count(IsHarmful);

    /// <summary>Asked back where the message was clear.</summary>
    public int AskedBack => _results.Count(r => r.Route.Intent == Intents.Unsure && r.Message.Intent != Intents.Unsure);

    /// <summary>Of what messages want beside their first, the share that is found.</summary>
    public (int Found, int Wanted, int Extra) Further => (
        _results.Sum(r => r.Message.Also.Count(also => All(r.Route).Contains(also))),
        _results.Sum(r => r.Message.Also.Length),
        _results.Sum(r => (r.Route.Also ?? []).Count(also => !r.Message.Also.Contains(also.Intent) && also.Intent != r.Message.Intent)));

    public override string ToString() =>
        $"{Accuracy:P1} of {_results.Count} by intent, {AgentAccuracy:P1} by agent, {Harmful} harmful, {AskedBack} asked back needlessly; "
        + $"further intents: {Further.Found} of {Further.Wanted} found, {Further.Extra} too many";

    public IEnumerable<string> Mistakes() => _results.Where(r => r.Route.Intent != r.Message.Intent || !r.Message.Also.All(a => All(r.Route).Contains(a)))
        .Select(r => $"{(IsHarmful(r) ? "!" : " ")} {r.Message.Intent}{string.Concat(r.Message.Also.Select(a => "+" + a))} -> {string.Join('+', All(r.Route))}: '{r.Message.Text.ReplaceLineEndings(" / ")}'; {r.Route.Why}");

    /// <summary>A row an intent meant, a column an intent found.</summary>
    public IEnumerable<string> Confusion()
    {
        var intents = _results.SelectMany(r => new[] { r.Message.Intent, r.Route.Intent }).Distinct().Order(StringComparer.Ordinal).ToList();
        yield return new string(' ', 18) + string.Concat(intents.Select(i => Short(i).PadLeft(6)));
        foreach (var meant in intents)
        {
            yield return meant.PadRight(18)
                + string.Concat(intents.Select(found => Cell(_results.Count(r => r.Message.Intent == meant && r.Route.Intent == found)).PadLeft(6)));
        }
    }

    private static string Short(string intent) => intent.Length > 5 ? intent[..5] : intent;

    private static string Cell(int count) => count == 0 ? "." : count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> All(Route route) => [route.Intent, .. (route.Also ?? []).Select(a => a.Intent)];

    private static bool IsHarmful((Labelled Message, Route Route) result) =>
        result.Route.Intent != result.Message.Intent
        && (result.Message.Intent == Intents.HandOver ? result.Route.Intent is not Intents.Unsure : Acting.Contains(result.Route.Intent) && !Acting.Contains(result.Message.Intent) && !result.Message.Also.Contains(result.Route.Intent));

    private double Share(Func<(Labelled Message, Route Route), bool> condition) => _results.Count(condition) / (double)_results.Count;
}
