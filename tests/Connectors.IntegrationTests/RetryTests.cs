using Aegis.Connectors.Sandboxes;

namespace Aegis.Connectors.IntegrationTests;

public sealed class InProcessRetryTests() : RetryTests(Form.InProcess);

public sealed class HttpRetryTests() : RetryTests(Form.Http);

public abstract class RetryTests(Form form) : RigTests(form)
{
    [Fact]
    public async Task KeyedCall_NotDone_IsRepeated()
    {
        var rig = await StartAsync(options => options.Tickets.Retries = 2);
        rig.TicketsSandbox.Faults.Set(new Fault { Kind = FaultKind.Unavailable, Count = 2 });

        (await rig.Tickets.CreateAsync(Problem, "op-1", None)).Id.ShouldBe("KAN-1");

        (await rig.TicketsSandbox.ReportAsync(None)).Calls["create_issue"].ShouldBe(3);
    }

    [Fact]
    public async Task KeyedCall_NotDoneTooOften_Fails()
    {
        var rig = await StartAsync(options => options.Tickets.Retries = 2);
        rig.TicketsSandbox.Faults.Set(new Fault { Kind = FaultKind.Unavailable });

        (await Should.ThrowAsync<ConnectorException>(() => rig.Tickets.CreateAsync(Problem, "op-1", None))).Kind.ShouldBe(FailureKind.Unavailable);

        (await rig.TicketsSandbox.ReportAsync(None)).Calls["create_issue"].ShouldBe(3);
    }

    [Theory]
    [InlineData(FaultKind.ServerError)]
    [InlineData(FaultKind.ConnectionLost)]
    [InlineData(FaultKind.Rejected)]
    public async Task KeyedCall_PerhapsDoneOrRejected_IsNotRepeated(FaultKind fault)
    {
        var rig = await StartAsync(options => options.Tickets.Retries = 2);
        rig.TicketsSandbox.Faults.Set(new Fault { Kind = fault, Count = 1 });

        await Should.ThrowAsync<ConnectorException>(() => rig.Tickets.CreateAsync(Problem, "op-1", None));

        (await rig.TicketsSandbox.ReportAsync(None)).Calls["create_issue"].ShouldBe(1);
    }

    [Fact]
    public async Task Mail_NotDone_IsNotRepeated()
    {
        var rig = await StartAsync(options => options.Mail.Retries = 2);
        rig.MailSandbox.Faults.Set(new Fault { Kind = FaultKind.Unavailable, Count = 1 });

        (await Should.ThrowAsync<ConnectorException>(() => rig.Mail.SendAsync(Letter, "op-1", None))).Kind.ShouldBe(FailureKind.Unavailable);

        (await rig.MailSandbox.ReportAsync(None)).Calls["send"].ShouldBe(1);
    }

    [Fact]
    public async Task RetryAfter_WithinTheLimit_IsWaitedFor()
    {
        var time = new SkippingTime(TimeSpan.FromSeconds(4));
        var rig = await StartAsync(options => options.Tickets.Retries = 1, time);
        rig.TicketsSandbox.Faults.Set(new Fault { Kind = FaultKind.RateLimited, Count = 1, Delay = TimeSpan.FromSeconds(4) });

        (await rig.Tickets.CreateAsync(Problem, "op-1", None)).Id.ShouldBe("KAN-1");

        time.Skipped.ShouldBe(1);
    }

    [Fact]
    public async Task RetryAfter_BeyondTheLimit_IsReportedAtOnce()
    {
        var rig = await StartAsync(options => options.Tickets.Retries = 5);
        rig.TicketsSandbox.Faults.Set(new Fault { Kind = FaultKind.RateLimited, Delay = TimeSpan.FromMinutes(2) });

        var failure = await Should.ThrowAsync<ConnectorException>(() => rig.Tickets.CreateAsync(Problem, "op-1", None));

        failure.Kind.ShouldBe(FailureKind.Unavailable);
        failure.RetryAfter.ShouldBe(TimeSpan.FromMinutes(2));
        (await rig.TicketsSandbox.ReportAsync(None)).Calls["create_issue"].ShouldBe(1);
    }
}
