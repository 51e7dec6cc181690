using Aegis.Connectors.Billing;
using Aegis.Connectors.Sandboxes;

namespace Aegis.Connectors.IntegrationTests;

public sealed class InProcessFaultTests() : FaultTests(Form.InProcess);

public sealed class HttpFaultTests() : FaultTests(Form.Http);

/// <summary>What each fault looks like to a caller, and what it leaves behind.</summary>
public abstract class FaultTests(Form form) : RigTests(form)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    public static TheoryData<FaultKind, FailureKind, bool> FaultsThatFail => new()
    {
        { FaultKind.Timeout, FailureKind.Unknown, false },
        { FaultKind.ServerError, FailureKind.Unknown, false },
        { FaultKind.Rejected, FailureKind.Rejected, false },
        { FaultKind.RateLimited, FailureKind.Unavailable, false },
        { FaultKind.Unavailable, FailureKind.Unavailable, false },
        { FaultKind.ConnectionLost, FailureKind.Unknown, true },
        { FaultKind.ErrorAfterDone, FailureKind.Unknown, true },
    };

    [Theory, MemberData(nameof(FaultsThatFail))]
    public async Task CreateTrial_UnderFault_FailsInItsKind(FaultKind fault, FailureKind kind, bool done)
    {
        Rig.BillingSandbox.Faults.Set(new Fault { Kind = fault, Count = 1, Operation = "create_subscription", Delay = Moment });

        var failure = await Should.ThrowAsync<ConnectorException>(() => Rig.Billing.CreateTrialAsync(Trial, "op-1", None));

        failure.Kind.ShouldBe(kind);
        (await Rig.Billing.FindAsync(BillingEffect.Trial, Trial.CustomerReference, "op-1", None) is not null).ShouldBe(done);
        (await Rig.Billing.CreateTrialAsync(Trial, "op-1", None)).Replayed.ShouldBe(done);
        (await Rig.BillingSandbox.ReportAsync(None)).Effects.Count(effect => effect.Operation == "create_subscription").ShouldBe(1);
    }

    [Theory, MemberData(nameof(FaultsThatFail))]
    public async Task CreateTicket_UnderFault_FailsInItsKind(FaultKind fault, FailureKind kind, bool done)
    {
        Rig.TicketsSandbox.Faults.Set(new Fault { Kind = fault, Count = 1, Delay = Moment });

        var failure = await Should.ThrowAsync<ConnectorException>(() => Rig.Tickets.CreateAsync(Problem, "op-1", None));

        failure.Kind.ShouldBe(kind);
        (await Rig.Tickets.FindAsync("op-1", None) is not null).ShouldBe(done);
        (await Rig.Tickets.CreateAsync(Problem, "op-1", None)).Replayed.ShouldBe(done);
        (await Rig.TicketsSandbox.ReportAsync(None)).Effects.ShouldHaveSingleItem().ResourceId.ShouldBe("KAN-1");
    }

    [Theory, MemberData(nameof(FaultsThatFail))]
    public async Task SendMail_UnderFault_FailsInItsKind(FaultKind fault, FailureKind kind, bool done)
    {
        Rig.MailSandbox.Faults.Set(new Fault { Kind = fault, Count = 1, Delay = Moment });

        var failure = await Should.ThrowAsync<ConnectorException>(() => Rig.Mail.SendAsync(Letter, "op-1", None));

        failure.Kind.ShouldBe(kind);
        (await Rig.MailSandbox.ReportAsync(None)).Effects.Count.ShouldBe(done ? 1 : 0);
    }

    [Fact]
    public async Task Call_ToSlowSandbox_Succeeds()
    {
        Rig.TicketsSandbox.Faults.Set(new Fault { Kind = FaultKind.Slow, Count = 1, Delay = Moment });

        (await Rig.Tickets.CreateAsync(Problem, "op-1", None)).Id.ShouldBe("KAN-1");
    }

    [Fact]
    public async Task Call_ToSandboxSlowerThanTheTimeout_IsUnknownAndStillDone()
    {
        var rig = await StartAsync(options => options.Mail.Timeout = TimeSpan.FromMilliseconds(200));
        rig.MailSandbox.Faults.Set(new Fault { Kind = FaultKind.Slow, Count = 1, Delay = TimeSpan.FromMilliseconds(600) });
        using var arrivals = new FileSystemWatcher(Directory.CreateDirectory(Path.Combine(DataDirectory, "mail")).FullName, "*.eml");
        var arrived = new TaskCompletionSource();
        arrivals.Renamed += (_, _) => arrived.TrySetResult();
        arrivals.Created += (_, _) => arrived.TrySetResult();
        arrivals.EnableRaisingEvents = true;

        var failure = await Should.ThrowAsync<ConnectorException>(() => rig.Mail.SendAsync(Letter, "op-1", None));

        failure.Kind.ShouldBe(FailureKind.Unknown);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (await rig.MailSandbox.ReportAsync(None)).Effects.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Call_WithoutAnAnswer_EndsAtTheTimeout()
    {
        var rig = await StartAsync(options => options.Mail.Timeout = TimeSpan.FromMilliseconds(200));
        rig.MailSandbox.Faults.Set(new Fault { Kind = FaultKind.Timeout });

        var failure = await Should.ThrowAsync<ConnectorException>(() => rig.Mail.SendAsync(Letter, "op-1", None));

        failure.Kind.ShouldBe(FailureKind.Unknown);
        (await rig.MailSandbox.ReportAsync(None)).Effects.ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_CancelledByItsCaller_IsCancelled()
    {
        Rig.MailSandbox.Faults.Set(new Fault { Kind = FaultKind.Timeout });
        using var cancellation = new CancellationTokenSource();

        var call = Rig.Mail.SendAsync(Letter, "op-1", cancellation.Token);
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task LookUp_ThatFails_SaysNothingWasDoneRatherThanNothingWasFound()
    {
        Rig.BillingSandbox.Faults.Set(new Fault { Kind = FaultKind.ConnectionLost, Operation = "get_subscription" });
        Rig.TicketsSandbox.Faults.Set(new Fault { Kind = FaultKind.ServerError, Operation = "search" });

        (await Should.ThrowAsync<ConnectorException>(() => Rig.Billing.FindAsync(BillingEffect.Trial, Trial.CustomerReference, "op-1", None))).Kind.ShouldBe(FailureKind.Unavailable);
        (await Should.ThrowAsync<ConnectorException>(() => Rig.Tickets.FindAsync("op-1", None))).Kind.ShouldBe(FailureKind.Unavailable);
    }

    [Fact]
    public async Task Fault_ByProbability_FollowsFromTheSeed()
    {
        var first = await OutcomesAsync("a");
        var second = await OutcomesAsync("b");

        second.ShouldBe(first);
        first.ShouldContain(true);
        first.ShouldContain(false);
    }

    private async Task<List<bool>> OutcomesAsync(string prefix)
    {
        Rig.TicketsSandbox.Faults.Set(new Fault { Kind = FaultKind.Unavailable, Probability = 0.5 }, newSeed: 7);
        var outcomes = new List<bool>();
        for (var i = 0; i < 20; i++)
        {
            try
            {
                await Rig.Tickets.CreateAsync(Problem, $"{prefix}-{i}", None);
                outcomes.Add(true);
            }
            catch (ConnectorException)
            {
                outcomes.Add(false);
            }
        }
        return outcomes;
    }
}
