using Aegis.Connectors.Mail;

namespace Aegis.Connectors.IntegrationTests;

public sealed class InProcessMailTests() : MailTests(Form.InProcess);

public sealed class HttpMailTests() : MailTests(Form.Http);

public abstract class MailTests(Form form) : RigTests(form)
{
    [Fact]
    public async Task Send_OneMessage_LiesInThePickupDirectory()
    {
        var receipt = await Rig.Mail.SendAsync(Letter, "op-1", None);

        receipt.Id.ShouldBe("<op-1@aegis.example>");
        var eml = Eml.Read(Files().ShouldHaveSingleItem());
        eml.Headers["Message-ID"].ShouldBe(receipt.Id);
        eml.Headers["From"].ShouldBe("\"Aegis\" <onboarding@aegis.example>");
        eml.Headers["To"].ShouldBe("ada@example.com");
        eml.Headers["Subject"].ShouldBe("Welcome");
        eml.Text.ShouldBe("Hello Ada\r\n");
    }

    [Theory]
    [InlineData("Willkommen, Jörg — schön, dass Sie da sind \U0001F600 und noch ein sehr, sehr langer Betreff, der gefaltet werden muss")]
    [InlineData("A plain subject that is far too long to stand on one line of a message, so that it has to be folded somewhere")]
    [InlineData("=?utf-8?B?no-encoded-word?=")]
    [InlineData("")]
    public async Task Send_AnySubject_ReadsTheSameWhenDecoded(string subject)
    {
        await Rig.Mail.SendAsync(Letter with { Subject = subject }, "op-1", None);

        Eml.Read(Files().ShouldHaveSingleItem()).Headers["Subject"].ShouldBe(subject);
    }

    [Theory]
    [InlineData("Grüße \U0001F600\n\n.\nFrom here = there\n trailing blank \t\nend")]
    [InlineData("A line without an end that goes on and on and on and on and on and on and on and on, ünd on and on, past any limit there is, ===========================================")]
    [InlineData("curl -u {{key:k1}}: http://127.0.0.1:5080/sandbox/v2/customers")]
    public async Task Send_AnyText_ReadsTheSameWhenDecoded(string text)
    {
        await Rig.Mail.SendAsync(Letter with { Text = text }, "op-1", None);

        Eml.Read(Files().ShouldHaveSingleItem()).Text.ShouldBe(text.ReplaceLineEndings("\r\n") + "\r\n");
    }

    [Theory]
    [InlineData("ada@example.com\r\nBcc: all@example.com", "Hello", "to")]
    [InlineData("ada@example.com, bob@example.com", "Hello", "to")]
    [InlineData("ada@example.com>", "Hello", "to")]
    [InlineData("Ada <ada@example.com>", "Hello", "to")]
    [InlineData("ädä@example.com", "Hello", "to")]
    [InlineData("nobody", "Hello", "to")]
    [InlineData("", "Hello", "to")]
    [InlineData("ada@example.com", "Hello\r\nBcc: all@example.com", "subject")]
    [InlineData("ada@example.com", "Hello\nBcc: all@example.com", "subject")]
    [InlineData("ada@example.com", "Hello\u0085there", "subject")]
    public async Task Send_WithHeaderThatCannotBe_IsRejectedAndSendsNothing(string to, string subject, string field)
    {
        var failure = await Should.ThrowAsync<ConnectorException>(() => Rig.Mail.SendAsync(new MailMessage(to, subject, "Hi"), "op-1", None));

        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldContain(field);
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WithHalfASurrogatePair_IsRejected()
    {
        var failure = await Should.ThrowAsync<ConnectorException>(() => Rig.Mail.SendAsync(Letter with { Text = "half " + (char)0xD83D }, "op-1", None));

        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldContain("text");
    }

    [Fact]
    public async Task Check_OfTheSandbox_ReachesItAndSendsNothing()
    {
        (await Rig.Mail.CheckAsync(None)).ShouldNotBeEmpty();

        Files().ShouldBeEmpty();
        (await Rig.MailSandbox.ReportAsync(None)).Effects.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_RepeatedBlindly_ShowsAsTwoEffects()
    {
        await Rig.Mail.SendAsync(Letter, "op-1", None);
        await Rig.Mail.SendAsync(Letter, "op-1", None);
        await Rig.Mail.SendAsync(Letter, "op-2", None);

        var report = await Rig.MailSandbox.ReportAsync(None);

        report.Effects.Select(effect => effect.IdempotencyKey).ShouldBe(["op-1", "op-1", "op-2"], ignoreOrder: true);
        report.Duplicates.ShouldHaveSingleItem().ShouldBe(new("send", "op-1", 2));
        report.Calls["send"].ShouldBe(3);
    }

    [Fact]
    public async Task Store_OpenedAgain_ShowsWhatWasSent()
    {
        await Rig.Mail.SendAsync(Letter, "op-1", None);

        var again = await RestartAsync();

        var report = await again.MailSandbox.ReportAsync(None);
        report.Effects.ShouldHaveSingleItem().Subject.ShouldBe("ada@example.com");
        report.Calls["send"].ShouldBe(1);
    }

    [Fact]
    public async Task Store_WithAFileCutShortByACrash_DoesNotShowIt()
    {
        await Rig.Mail.SendAsync(Letter, "op-1", None);
        await File.WriteAllTextAsync(Path.Combine(DataDirectory, "mail", "unfinished", "0000000000001-x.eml"), "From: a");

        (await Rig.MailSandbox.ReportAsync(None)).Effects.Count.ShouldBe(1);
    }

    private string[] Files() => Directory.GetFiles(Path.Combine(DataDirectory, "mail"), "*.eml");
}
