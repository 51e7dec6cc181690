using Aegis.LoadTest.Traffic;
using Aegis.LoadTest.Verification;

namespace Aegis.LoadTest.UnitTests.Verification;

public sealed class AccountRulesTests
{
    private static readonly Observation SetUp = new(
        Events: 10, [.. Observation.OnceOnly.Select(tool => new SetUpAction(tool, "done"))], TestKeys: 1, LiveKeys: 1, ["t1"], Messages: 1);

    [Fact]
    public void Account_ThatAgrees_HasNoFinding() => Check(SetUp).ShouldBeEmpty();

    [Theory]
    [InlineData(9, 1, 0)]
    [InlineData(12, 0, 0)]
    [InlineData(13, 0, 1)]
    public void Events_FewerThanAcknowledgedOrMoreThanSent_AreFound(int seen, int lost, int repeated)
    {
        var account = Account();
        account.Events.Unknown = 2;

        var found = AccountRules.Check(account, SetUp with { Events = seen }).SingleOrDefault();

        (found?.Lost ?? 0, found?.Repeated ?? 0).ShouldBe((lost, repeated));
    }

    [Fact]
    public void Trial_CreatedTwice_IsFound() =>
        Check(SetUp with { Actions = SetUp.Actions.Add(SetUp.Actions[0]) }).ShouldBe([new("c", "create_trial_subscription", 0, 1)]);

    [Fact]
    public void SetUp_AcknowledgedAndNotDone_IsFound() =>
        Check(SetUp with { Actions = [], TestKeys = 0 }).Select(f => (f.What, f.Lost)).ShouldBe(
            [("test key", 1), .. Observation.OnceOnly.Select(tool => (tool, 1L))]);

    [Fact]
    public void SetUp_WaitingForAPerson_IsNoLoss() =>
        Check(SetUp with { Actions = SetUp.Actions.SetItem(2, new("send_onboarding_email", "unknown")) }).ShouldBeEmpty();

    [Fact]
    public void SetUp_OfUnknownOutcome_MayBeThereOrNot()
    {
        var account = Account();
        (account.SetUps.Acknowledged, account.SetUps.Unknown) = (0, 1);

        AccountRules.Check(account, SetUp).ShouldBeEmpty();
        AccountRules.Check(account, SetUp with { Actions = [], TestKeys = 0 }).ShouldBeEmpty();
    }

    [Fact]
    public void Message_ForgottenOrTakenTwice_IsFound()
    {
        Check(SetUp with { Turns = ["other"] }).ShouldBe([new("c", "message", 1, 0)]);
        Check(SetUp with { Messages = 2 }).ShouldBe([new("c", "message", 0, 1)]);
    }

    private static IEnumerable<Finding> Check(Observation seen) => AccountRules.Check(Account(), seen);

    private static CustomerAccount Account()
    {
        var account = new CustomerAccount("c") { SignedUp = true };
        (account.Events.Acknowledged, account.LiveKeys.Acknowledged, account.Messages.Acknowledged, account.SetUps.Acknowledged) = (10, 1, 1, 1);
        account.Turns.Add("t1");
        return account;
    }
}
