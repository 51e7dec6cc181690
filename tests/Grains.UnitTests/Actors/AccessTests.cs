using Aegis.Actors;
using Aegis.Grains.Actors;

namespace Aegis.Grains.UnitTests.Actors;

public sealed class AccessTests
{
    [Theory]
    [InlineData(Role.Customer, "Read Converse Act Reveal")]
    [InlineData(Role.Viewer, "Read")]
    [InlineData(Role.Agent, "Read Converse Act Report Tend Probe Answer")]
    [InlineData(Role.Approver, "Read Converse Act Report Tend Probe Answer Reveal Decide")]
    [InlineData(Role.Admin, "Read Converse Act Report Tend Probe Answer Reveal Decide Erase Audit Rehearse Administer")]
    [InlineData(Role.System, "Read Converse Act Report Tend Probe Answer Reveal Decide Erase Audit Rehearse Administer Operate")]
    public void Allows_Role_IsExactlyThis(Role role, string rights) =>
        string.Join(' ', Enum.GetValues<Right>().Where(right => AccessRules.Allows(role, right))).ShouldBe(rights);

    [Fact]
    public void Name_OfWhoActs_NamesTheAgentAndForWhom()
    {
        var actor = new Actor("acme", Role.Customer, "default", "");

        AccessRules.Name(actor, null).ShouldBe("customer:acme");
        AccessRules.Name(actor, "onboarding").ShouldBe("agent:onboarding for customer:acme");
    }
}
