using System.Diagnostics;
using Aegis.Connectors.Sandboxes;

namespace Aegis.Connectors.IntegrationTests;

public sealed class TelemetryTests() : RigTests(Form.InProcess)
{
    [Fact]
    public async Task Call_Traced_TellsItsOutcomeAndNoPersonalData()
    {
        var spans = new List<Activity>();
        using var source = new ActivitySource("Aegis.Connectors.IntegrationTests");
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => heard.Name == "Aegis.Connectors" || heard == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var parent = source.StartActivity("test").ShouldNotBeNull();
        listener.ActivityStopped = span =>
        {
            if (span.TraceId == parent.TraceId)
                lock (spans)
                    spans.Add(span);
        };
        Rig.MailSandbox.Faults.Set(new Fault { Kind = FaultKind.ConnectionLost });

        await Rig.Billing.CreateTrialAsync(Trial, "op-1", None);
        await Should.ThrowAsync<ConnectorException>(() => Rig.Mail.SendAsync(Letter, "op-1", None));

        spans.Select(span => $"{span.DisplayName}: {span.GetTagItem("outcome")}")
            .ShouldBe(["billing create_customer: ok", "billing create_subscription: ok", "mail send: unknown"]);
        var told = string.Join(' ', spans.SelectMany(span => span.TagObjects).Select(tag => tag.Value));
        told.ShouldNotContain("ada");
        told.ShouldNotContain("Acme");
    }
}
