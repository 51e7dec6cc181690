using Aegis.Connectors.Billing;

namespace Aegis.Connectors.IntegrationTests;

public sealed class InProcessBillingTests() : BillingTests(Form.InProcess);

public sealed class HttpBillingTests() : BillingTests(Form.Http);

public abstract class BillingTests(Form form) : RigTests(form)
{
    [Fact]
    public async Task CreateTrial_OfNewCustomer_ConfirmsSubscription()
    {
        var receipt = await Rig.Billing.CreateTrialAsync(Trial, "op-1", None);

        receipt.Replayed.ShouldBeFalse();
        receipt.Facts["subscription_id"].ShouldBe(receipt.Id);
        receipt.Facts["plan"].ShouldBe("trial");
        DateTimeOffset.Parse(receipt.Facts["trial_end"]).ShouldBe(TimeProvider.System.GetUtcNow().AddDays(14), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task CreateTrial_WithSameKeyAgain_IsReplayed()
    {
        var first = await Rig.Billing.CreateTrialAsync(Trial, "op-1", None);
        var second = await Rig.Billing.CreateTrialAsync(Trial, "op-1", None);

        second.Replayed.ShouldBeTrue();
        second.Id.ShouldBe(first.Id);
        second.Facts.ShouldBe(first.Facts);
        (await EffectsAsync("create_subscription")).ShouldBe(1);
    }

    [Fact]
    public async Task CreateTrial_HundredTimesAtOnceWithOneKey_HasOneEffect()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Rig.Billing.CreateTrialAsync(Trial, "op-1", None)));

        receipts.Select(receipt => receipt.Id).Distinct().Count().ShouldBe(1);
        receipts.Count(receipt => !receipt.Replayed).ShouldBe(1);
        (await EffectsAsync("create_customer")).ShouldBe(1);
        (await EffectsAsync("create_subscription")).ShouldBe(1);
    }

    [Fact]
    public async Task CreateTrial_WhenProviderHasForgottenTheKey_HasOneEffect()
    {
        var time = new ShiftedTime();
        var rig = await StartAsync(time: time);
        var first = await rig.Billing.CreateTrialAsync(Trial, "op-1", None);

        time.Shift = TimeSpan.FromHours(3);
        var second = await rig.Billing.CreateTrialAsync(Trial, "op-1", None);

        second.Replayed.ShouldBeTrue();
        second.ShouldBe(first with { Replayed = true, Facts = second.Facts });
        second.Facts["trial_end"].ShouldBe(first.Facts["trial_end"]);
        (await EffectsAsync("create_subscription")).ShouldBe(1);
    }

    [Fact]
    public async Task CreateTrial_OfKnownCustomer_KeepsTheCustomer()
    {
        var first = await Rig.Billing.CreateTrialAsync(Trial, "op-1", None);
        var second = await Rig.Billing.CreateTrialAsync(Trial with { Email = "new@example.com" }, "op-2", None);

        second.Id.ShouldNotBe(first.Id);
        (await EffectsAsync("create_customer")).ShouldBe(1);
    }

    [Fact]
    public async Task CreateTrial_WithWrongEmail_IsRejectedNamingTheField()
    {
        var failure = await Should.ThrowAsync<ConnectorException>(() => Rig.Billing.CreateTrialAsync(Trial with { Email = "nobody" }, "op-1", None));

        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldContain("email");
        failure.Message.ShouldNotContain("nobody");
    }

    [Fact]
    public async Task Find_OfUnknownKey_IsNull() => (await Rig.Billing.FindAsync(BillingEffect.Trial, Trial.CustomerReference, "op-none", None)).ShouldBeNull();

    [Fact]
    public async Task Find_OfKnownKey_TellsWhatWasDone()
    {
        var made = await Rig.Billing.CreateTrialAsync(Trial, "workspace/ü op 1", None);

        var found = (await Rig.Billing.FindAsync(BillingEffect.Trial, Trial.CustomerReference, "workspace/ü op 1", None)).ShouldNotBeNull();

        found.Id.ShouldBe(made.Id);
        found.Facts.ShouldBe(made.Facts);
    }

    [Fact]
    public async Task Store_OpenedAgain_KnowsWhatItDid()
    {
        var made = await Rig.Billing.CreateTrialAsync(Trial, "op-1", None);

        var again = await RestartAsync();

        (await again.Billing.FindAsync(BillingEffect.Trial, Trial.CustomerReference, "op-1", None)).ShouldNotBeNull().Id.ShouldBe(made.Id);
        (await again.Billing.CreateTrialAsync(Trial, "op-1", None)).Replayed.ShouldBeTrue();
        var effect = (await again.BillingSandbox.ReportAsync(None)).Effects.Single(effect => effect.Operation == "create_subscription");
        effect.IdempotencyKey.ShouldBe("op-1");
        effect.ResourceId.ShouldBe(made.Id);
        effect.Subject.ShouldBe("default/acme");
    }

    [Fact]
    public async Task Store_TornDownUnderLoad_KeepsWhatItConfirmedOnce()
    {
        using var someDone = new CountdownEvent(20);
        var calls = Enumerable.Range(0, 200).Select(async i =>
        {
            try
            {
                var receipt = await Rig.Billing.CreateTrialAsync(Trial with { CustomerReference = $"default/c{i}" }, $"op-{i}", None);
                if (!someDone.IsSet)
                    someDone.Signal();
                return receipt.Id;
            }
            catch (Exception failure) when (failure is ConnectorException or InvalidOperationException or ObjectDisposedException)
            {
                return null;
            }
        }).ToList();

        await Task.Run(() => someDone.Wait(TimeSpan.FromSeconds(30)));
        var again = await RestartAsync();
        var confirmed = (await Task.WhenAll(calls)).OfType<string>().ToList();

        var made = (await again.BillingSandbox.ReportAsync(None)).Effects.Where(e => e.Operation == "create_subscription").Select(e => e.ResourceId).ToList();
        confirmed.Count.ShouldBeGreaterThanOrEqualTo(20);
        confirmed.ShouldBeSubsetOf(made);
        made.ShouldBeUnique();
    }

    private async Task<int> EffectsAsync(string operation) =>
        (await Rig.BillingSandbox.ReportAsync(None)).Effects.Count(effect => effect.Operation == operation);
}
