using Aegis.Grains.Policy;

namespace Aegis.Grains.UnitTests.Policy;

public sealed class PolicyTextTests
{
    [Fact]
    public void BuiltIn_AsWritten_CanBeReadAndCopied() => PolicyText.Read(PolicyText.BuiltInText).Value!.Hash.ShouldBe(PolicyText.BuiltIn.Hash);

    [Theory]
    [InlineData("", "Line 1")]
    [InlineData("{ \"actions\": {\n  \"a\": ? } }", "Line 2")]
    [InlineData("[]", "'policy' must be an object")]
    [InlineData("{}", "'actions' is missing")]
    [InlineData("""{ "actions": { "*": { "decision": "run" } }, "actoins": {} }""", "'actoins' is not known")]
    [InlineData("""{ "actions": { "a": { "decision": "allow" } } }""", "'actions.a.decision' is 'allow'; use run or approve or refuse")]
    [InlineData("""{ "actions": { "a": {} } }""", "'actions.a.decision' is missing")]
    [InlineData("""{ "actions": { "a": [] } }""", "'actions.a' has no rule")]
    [InlineData("""{ "actions": { "a": [ { "decision": "run" }, { "decision": "approve", "approvals": 0 } ] } }""", "'actions.a[1].approvals' is 0")]
    [InlineData("""{ "actions": { "a": { "decision": "run", "approvals": 2 } } }""", "only goes with the decision approve")]
    [InlineData("""{ "actions": { "a": { "decision": "run", "when": { "tier": "gold" } } } }""", "holds 'gold'; use none, trial, starter, pro, enterprise")]
    [InlineData("""{ "actions": { "a": { "decision": "run", "when": { "by": ["root"] } } } }""", "holds 'root'")]
    [InlineData("""{ "actions": { "a": { "decision": "run", "when": { "amount": { "atLeast": 5, "atMost": 1 } } } } }""", "no amount fits")]
    [InlineData("""{ "actions": { "a": { "decision": "run", "when": { "amount": { "atMost": "10" } } } } }""", "use a number")]
    [InlineData("""{ "actions": { "a": { "decision": "run", "perCustomerPerDay": 51 } } }""", "whole number from 1 to 50")]
    [InlineData("""{ "actions": { "a": { "decision": "run" }, "a": { "decision": "refuse" } } }""", "not JSON")]
    [InlineData("""{ "timeZone": "Mars/Olympus", "actions": { "*": { "decision": "run" } } }""", "no IANA time zone")]
    [InlineData("""{ "quietHours": { "from": "9pm", "to": "08:00" }, "actions": { "*": { "decision": "run" } } }""", "'quietHours.from' must be a time of day")]
    [InlineData("""{ "quietHours": { "from": "08:00", "to": "08:00" }, "actions": { "*": { "decision": "run" } } }""", "'quietHours.to' is the same")]
    [InlineData("""{ "approvals": { "expireAfterHours": 0 }, "actions": { "*": { "decision": "run" } } }""", "'approvals.expireAfterHours' is 0")]
    [InlineData("""{ "stopped": { "fleet": "yes" }, "actions": { "*": { "decision": "run" } } }""", "'stopped.fleet' must be true or false")]
    public void Read_WrongText_SaysWhereAndWhatInstead(string text, string said) => PolicyText.Read(text).Refusal!.Message.ShouldContain(said);

    [Fact]
    public void Read_SeveralFaults_NamesThemAll()
    {
        var message = PolicyText.Read("""{ "timeZone": 5, "actions": { "a": { "decision": "no" }, "b": { "decision": "run", "perDay": -1 } } }""").Refusal!.Message;

        message.ShouldContain("timeZone");
        message.ShouldContain("actions.a.decision");
        message.ShouldContain("actions.b.perDay");
    }
}
