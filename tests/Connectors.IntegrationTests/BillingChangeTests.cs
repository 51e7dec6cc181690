using Aegis.Connectors.Billing;
using Aegis.Connectors.Sandboxes;

namespace Aegis.Connectors.IntegrationTests;

public sealed class InProcessBillingChangeTests() : BillingChangeTests(Form.InProcess);

public sealed class HttpBillingChangeTests() : BillingChangeTests(Form.Http);

/// <summary>Plans, discounts and credits at the billing sandbox.</summary>
public abstract class BillingChangeTests(Form form) : RigTests(form)
{
    private const string Customer = "default/acme";

    private static readonly UpgradeOrder ToPro = new(Customer, "Acme Corp", "ada@example.com", "pro");
    private static readonly DiscountOrder TenOff = new(Customer, "Acme Corp", "ada@example.com", "pro", 10);
    private static readonly CreditOrder Credit = new(Customer, "Acme Corp", "ada@example.com", 25.50m, "EUR", "For the outage");

    /// <summary>Each effect by name: the call that makes it, and the operation of the sandbox that counts it.</summary>
    public static TheoryData<BillingEffect, string> Effects => new()
    {
        { BillingEffect.Upgrade, "update_subscription" },
        { BillingEffect.Discount, "update_subscription" },
        { BillingEffect.Credit, "add_credit" },
    };

    [Fact]
    public async Task Upgrade_OfTrial_EndsTheTrialAndChangesThePlan()
    {
        var trial = await Rig.Billing.CreateTrialAsync(Trial, "op-1", None);

        var upgraded = await Rig.Billing.UpgradeAsync(ToPro, "op-2", None);

        upgraded.Id.ShouldBe(trial.Id);
        upgraded.Facts["plan"].ShouldBe("pro");
        var current = (await Rig.Billing.CurrentAsync(Customer, None)).ShouldNotBeNull();
        (current.Plan, current.Status, current.TrialEnd).ShouldBe(("pro", SubscriptionStatus.Active, null));
    }

    [Fact]
    public async Task Upgrade_WithoutSubscription_MakesOne()
    {
        var made = await Rig.Billing.UpgradeAsync(ToPro, "op-1", None);

        (await Rig.Billing.CurrentAsync(Customer, None)).ShouldNotBeNull().Id.ShouldBe(made.Id);
        (await Rig.Billing.FindAsync(BillingEffect.Upgrade, Customer, "op-1", None)).ShouldNotBeNull().Id.ShouldBe(made.Id);
    }

    [Fact]
    public async Task Upgrade_AfterTheTrialWasCancelled_MakesAnotherSubscription()
    {
        var time = new ShiftedTime();
        var rig = await StartAsync(time: time);
        var trial = await rig.Billing.CreateTrialAsync(Trial, "op-1", None);
        time.Shift = TimeSpan.FromDays(20);

        var upgraded = await rig.Billing.UpgradeAsync(ToPro, "op-2", None);

        upgraded.Id.ShouldNotBe(trial.Id);
        (await rig.Billing.CurrentAsync(Customer, None)).ShouldNotBeNull().Plan.ShouldBe("pro");
    }

    [Fact]
    public async Task Current_OfTrialThatIsOver_SaysItEnded()
    {
        var time = new ShiftedTime();
        var rig = await StartAsync(time: time);
        await rig.Billing.CreateTrialAsync(Trial, "op-1", None);

        time.Shift = TimeSpan.FromDays(20);

        (await rig.Billing.CurrentAsync(Customer, None)).ShouldNotBeNull().Status.ShouldBe(SubscriptionStatus.Ended);
        (await rig.Billing.CurrentAsync("default/stranger", None)).ShouldBeNull();
    }

    [Fact]
    public async Task Upgrade_ToAPlanThatIsNone_IsRejected() =>
        (await Should.ThrowAsync<ConnectorException>(() => Rig.Billing.UpgradeAsync(ToPro with { Plan = "gold" }, "op-1", None))).Kind.ShouldBe(FailureKind.Rejected);

    [Fact]
    public async Task Credit_FinerThanItsCurrency_IsRejected()
    {
        (await Should.ThrowAsync<ConnectorException>(() => Rig.Billing.CreditAsync(Credit with { Currency = "JPY" }, "op-1", None))).Kind.ShouldBe(FailureKind.Rejected);

        var yen = await Rig.Billing.CreditAsync(Credit with { Currency = "JPY", Amount = 2500 }, "op-2", None);

        (yen.Facts["amount"], yen.Facts["currency"]).ShouldBe(("2500", "JPY"));
    }

    [Fact]
    public async Task Discount_OfCustomerWithoutPlan_IsRejected() =>
        (await Should.ThrowAsync<ConnectorException>(() => Rig.Billing.DiscountAsync(TenOff with { Plan = "none" }, "op-1", None))).Kind.ShouldBe(FailureKind.Rejected);

    [Theory, MemberData(nameof(Effects))]
    public async Task Effect_AskedForAgainUnderItsKey_IsReplayed(BillingEffect effect, string counted)
    {
        await Rig.Billing.UpgradeAsync(ToPro with { Plan = "starter" }, "op-0", None);

        var first = await DoAsync(Rig, effect, "op-1");
        var second = await DoAsync(Rig, effect, "op-1");

        first.Replayed.ShouldBeFalse();
        second.Replayed.ShouldBeTrue();
        second.Id.ShouldBe(first.Id);
        (await EffectsAsync(Rig, counted)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Effects))]
    public async Task Effect_WhoseAnswerWasLost_IsFoundByItsKeyLongAfter(BillingEffect effect, string counted)
    {
        var time = new ShiftedTime();
        var rig = await StartAsync(time: time);
        await rig.Billing.UpgradeAsync(ToPro with { Plan = "starter" }, "op-0", None);
        rig.BillingSandbox.Faults.Set(new Fault { Kind = FaultKind.ConnectionLost, Operation = counted, Count = 1 });

        (await rig.Billing.FindAsync(effect, Customer, "op-1", None)).ShouldBeNull();
        (await Should.ThrowAsync<ConnectorException>(() => DoAsync(rig, effect, "op-1"))).Kind.ShouldBe(FailureKind.Unknown);
        time.Shift = TimeSpan.FromHours(3);
        var found = await rig.Billing.FindAsync(effect, Customer, "op-1", None);

        found.ShouldNotBeNull().Replayed.ShouldBeTrue();
        (await rig.Billing.FindAsync(effect, Customer, "op-2", None)).ShouldBeNull();
        (await EffectsAsync(rig, counted)).ShouldBe(1);
    }

    [Fact]
    public async Task Discounts_OfTwoOperations_AreTwo()
    {
        await Rig.Billing.DiscountAsync(TenOff, "op-1", None);
        await Rig.Billing.DiscountAsync(TenOff, "op-2", None);

        (await EffectsAsync(Rig, "update_subscription")).ShouldBe(2);
        (await EffectsAsync(Rig, "create_subscription")).ShouldBe(1);
    }

    private static Task<Receipt> DoAsync(Rig rig, BillingEffect effect, string key) => effect switch
    {
        BillingEffect.Upgrade => rig.Billing.UpgradeAsync(ToPro, key, None),
        BillingEffect.Discount => rig.Billing.DiscountAsync(TenOff, key, None),
        _ => rig.Billing.CreditAsync(Credit, key, None),
    };

    private static async Task<int> EffectsAsync(Rig rig, string operation) =>
        (await rig.BillingSandbox.ReportAsync(None)).Effects.Count(effect => effect.Operation == operation);
}
