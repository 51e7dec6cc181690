using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Mail.Smtp;
using Aegis.Fixtures;

namespace Aegis.Connectors.IntegrationTests.Smtp;

/// <summary>Our mail client against npm's smtp-server, which is not ours and counts what it takes.</summary>
public sealed class SmtpTests
{
    private static readonly MailMessage Letter = new("ada@example.com", "Grüße — welcome", "Hello Ada\n.\n..two dots\nend", "<p>Hello <b>Ada</b>\n.\n</p>");

    [NodeFact]
    public async Task Send_TextAndHtml_ArrivesAsOneMessageInBothForms()
    {
        await using var server = await MailServer.StartAsync();
        using var clients = Connect(server);

        var receipt = await clients.Mail.SendAsync(Letter, "op-1", default);

        var mail = server.Mails.ShouldHaveSingleItem();
        clients.Mail.IsSandbox.ShouldBeFalse();
        receipt.Id.ShouldBe("<op-1@acme.example>");
        (mail.From, mail.To.ShouldHaveSingleItem(), mail.Secure).ShouldBe(("support@acme.example", "ada@example.com", false));
        mail.Text.ShouldContain("Message-ID: <op-1@acme.example>");
        mail.Text.ShouldContain("multipart/alternative");
        mail.Text.IndexOf("text/plain", StringComparison.Ordinal).ShouldBeLessThan(mail.Text.IndexOf("text/html", StringComparison.Ordinal));
        mail.Text.ShouldContain("Hello Ada\r\n.\r\n..two dots\r\nend");
        mail.Text.ShouldContain("<p>Hello <b>Ada</b>\r\n.\r\n</p>");
    }

    [NodeFact]
    public async Task Send_SameOperationAgain_BearsTheSameMessageId()
    {
        await using var server = await MailServer.StartAsync();
        using var clients = Connect(server);

        var first = await clients.Mail.SendAsync(Letter, "op-1", default);
        var second = await clients.Mail.SendAsync(Letter, "op-1", default);

        second.Id.ShouldBe(first.Id);
        server.Mails.Count.ShouldBe(2);
    }

    [NodeTheory]
    [InlineData("reject", FailureKind.Rejected, 0)]
    [InlineData("later", FailureKind.Unavailable, 0)]
    [InlineData("refuse", FailureKind.Rejected, 0)]
    [InlineData("busy", FailureKind.Unavailable, 0)]
    [InlineData("cut", FailureKind.Unknown, 0)]
    [InlineData("drop", FailureKind.Unknown, 1)]
    public async Task Send_ToAServerThatFails_SaysWhatIsKnown(string recipient, FailureKind kind, int taken)
    {
        await using var server = await MailServer.StartAsync();
        using var clients = Connect(server);

        var failure = await Should.ThrowAsync<ConnectorException>(() => clients.Mail.SendAsync(Letter with { To = $"{recipient}@example.com" }, "op-1", default));

        failure.Kind.ShouldBe(kind);
        failure.Message.ShouldNotContain("example.com");
        server.Mails.Count.ShouldBe(taken);
    }

    [NodeFact]
    public async Task Send_ToNobody_IsUnavailable()
    {
        var server = await MailServer.StartAsync();
        await server.DisposeAsync();
        using var clients = Connect(server);

        (await Should.ThrowAsync<ConnectorException>(() => clients.Mail.SendAsync(Letter, "op-1", default))).Kind.ShouldBe(FailureKind.Unavailable);
    }

    [NodeTheory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task Send_SignedIn_IsTakenAndWithAWrongPasswordRefused(string method)
    {
        await using var server = await MailServer.StartAsync(("AUTH", "aegis:secret"), ("METHODS", method));
        using var clients = Connect(server, smtp => (smtp.UserName, smtp.Password) = ("aegis", "secret"));
        using var strangers = Connect(server, smtp => (smtp.UserName, smtp.Password) = ("aegis", "canary"));

        await clients.Mail.SendAsync(Letter, "op-1", default);
        var failure = await Should.ThrowAsync<ConnectorException>(() => strangers.Mail.SendAsync(Letter, "op-2", default));

        server.Mails.ShouldHaveSingleItem().User.ShouldBe("aegis");
        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.ToString().ShouldNotContain("canary");
    }

    [NodeFact]
    public async Task Check_SignsInAndHandsNothingOver_AndFailsWhereAMailWould()
    {
        await using var server = await MailServer.StartAsync(("AUTH", "aegis:secret"), ("METHODS", "PLAIN"));
        using var clients = Connect(server, smtp => (smtp.UserName, smtp.Password) = ("aegis", "secret"));
        using var strangers = Connect(server, smtp => (smtp.UserName, smtp.Password) = ("aegis", "canary"));

        (await clients.Mail.CheckAsync(default)).ShouldNotBeEmpty();
        var failure = await Should.ThrowAsync<ConnectorException>(() => strangers.Mail.CheckAsync(default));

        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.ToString().ShouldNotContain("canary");
        server.Mails.ShouldBeEmpty();
    }

    [NodeTheory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task Send_OverTls_IsTakenOnlyFromATrustedServer(SmtpSecurity security)
    {
        using var directory = new TemporaryDirectory();
        var (key, certificate) = WriteCertificate(directory.Path);
        await using var server = await MailServer.StartAsync(("KEY", key), ("CERT", certificate), ("TLS", security == SmtpSecurity.Tls ? "1" : "0"));
        using var clients = Connect(server, smtp => (smtp.Security, smtp.CertificateAuthorities) = (security, certificate));
        using var careful = Connect(server, smtp => smtp.Security = security);

        await clients.Mail.SendAsync(Letter, "op-1", default);
        var failure = await Should.ThrowAsync<ConnectorException>(() => careful.Mail.SendAsync(Letter, "op-2", default));

        server.Mails.ShouldHaveSingleItem().Secure.ShouldBeTrue();
        failure.Kind.ShouldBe(FailureKind.Unavailable);
        failure.Message.ShouldContain("certificate");
    }

    [NodeFact]
    public async Task Send_ToAServerWithoutStartTls_IsRefusedBeforeAnythingIsSaid()
    {
        await using var server = await MailServer.StartAsync();
        using var clients = Connect(server, smtp => smtp.Security = SmtpSecurity.StartTls);

        var failure = await Should.ThrowAsync<ConnectorException>(() => clients.Mail.SendAsync(Letter, "op-1", default));

        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldContain("SMTP_SECURITY");
        server.Mails.ShouldBeEmpty();
    }

    private static Clients Connect(MailServer server, Action<SmtpOptions>? configure = null) => new(options =>
    {
        options.Mail.From = "Acme <support@acme.example>";
        options.Mail.Smtp.Host = "localhost";
        options.Mail.Smtp.Port = server.Port;
        options.Mail.Smtp.Security = SmtpSecurity.None;
        configure?.Invoke(options.Mail.Smtp);
    });

    /// <summary>A certificate for localhost that vouches for itself.</summary>
    private static (string Key, string Certificate) WriteCertificate(string directory)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        var (keyFile, certificateFile) = (Path.Combine(directory, "key.pem"), Path.Combine(directory, "cert.pem"));
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        return (keyFile, certificateFile);
    }
}
