using System.Collections.Immutable;
using Aegis.Actions;
using Aegis.Grains.Actions;
using Aegis.Grains.Policy;
using Aegis.Grains.UnitTests.Support;

namespace Aegis.Grains.UnitTests.Policy;

public sealed class ToolArgumentsTests
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    [Fact]
    public void Arguments_UnknownMissingOrWrong_NameTheField()
    {
        Fault(Proposals.Of(Tools.CreateTrialSubscription, "o", ("customer_id", "other"))).Field.ShouldBe("arguments.customer_id");
        Fault(Proposals.Of(Tools.GenerateApiKeys, "o")).Field.ShouldBe("arguments.environment");
        Fault(Proposals.Of(Tools.GenerateApiKeys, "o", ("environment", "prod"))).Message.ShouldContain("test or live");
        Fault(Proposals.Of(Tools.CreateTicket, "o", ("summary", "s"))).Field.ShouldBe("arguments.description");
        Fault(Proposals.Of(Tools.CreateTicket, "o", ("summary", "two\nlines"), ("description", "d"))).Field.ShouldBe("arguments.summary");
        Fault(Proposals.Of(Tools.CreateTicket, "o", ("summary", "s"), ("description", "nul\0"))).Field.ShouldBe("arguments.description");
        ToolArguments.Check(Proposals.Of(Tools.CreateTicket, "o", ("summary", "s"), ("description", "two\nlines"))).Ok.ShouldBeTrue();
    }

    [Fact]
    public void Arguments_ManyForAToolWithoutOwnRules_AreBounded() =>
        ToolArguments.Check(Proposals.Of("refund", "o", ("amount", new string('9', 1001)))).Ok.ShouldBeFalse();

    [Theory]
    [InlineData("title", "nul\0", "arguments.title")]
    [InlineData("title", "escape \u001B[31m", "arguments.title")]
    [InlineData("nul\0", "text", "arguments.nul\uFFFD")]
    public void Arguments_OfAServersToolThatNoDatabaseTakes_NameTheField(string name, string value, string field)
    {
        Fault(Proposals.Of("mcp:wiki:write", "o", (name, value))).Field.ShouldBe(field);
        // Control: lines and tabs are text.
        ToolArguments.Check(Proposals.Of("mcp:wiki:write", "o", ("title", "a\n\tb"))).Ok.ShouldBeTrue();
    }

    [Fact]
    public void Hash_OfArguments_BindsToolNamesAndValues()
    {
        var hash = ArgumentsHash.Of("create_ticket", None.Add("a", "1").Add("b", "2"));

        hash.ShouldMatch("^[0-9a-f]{64}$");
        ArgumentsHash.Of("create_ticket", None.Add("b", "2").Add("a", "1")).ShouldBe(hash);
        ArgumentsHash.Of("create_ticket", None.Add("a", "1").Add("b", "3")).ShouldNotBe(hash);
        ArgumentsHash.Of("create_ticket", None.Add("a", "1,b:2")).ShouldNotBe(hash);
        ArgumentsHash.Of("comment_on_ticket", None.Add("a", "1").Add("b", "2")).ShouldNotBe(hash);
    }

    private static Refusal Fault(ActionProposal proposal) => ToolArguments.Check(proposal).Refusal!;
}
