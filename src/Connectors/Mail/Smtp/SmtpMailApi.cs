using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Aegis.Connectors.Mail.Smtp;

/// <summary>
/// Mail over SMTP. A message counts from the line that ends it: what fails before was surely not sent, a reply to it says
/// whether it was taken, and only silence after it leaves that open.
/// </summary>
internal sealed class SmtpMailApi(SmtpOptions options) : IMailApi
{
    /// <summary>Whom we say we are; a server wants a name, and none of ours is anybody's business.</summary>
    private const string Greeting = "EHLO [127.0.0.1]";

    private static readonly byte[] End = ".\r\n"u8.ToArray();

    public async Task<string> SendAsync(MailEnvelope envelope, byte[] message, CancellationToken cancellationToken)
    {
        using var connection = new SmtpConnection();
        try
        {
            await OpenAsync(connection, cancellationToken);
            await ExpectAsync(connection, $"MAIL FROM:<{envelope.From}>", "the sender", cancellationToken);
            await ExpectAsync(connection, $"RCPT TO:<{envelope.To}>", "the recipient", cancellationToken);
            await ExpectAsync(connection, "DATA", "the beginning of the message", cancellationToken);
            await connection.WriteAsync(Stuffed(message), cancellationToken);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            // Without its last line no server may deliver it.
            throw new ConnectorException(FailureKind.Unavailable, $"The mail could not be handed to {options.Host}:{options.Port}: {Reason(failure)}.", null, failure);
        }

        var reply = await EndAsync(connection, cancellationToken);
        if (!reply.IsGood)
            throw reply.Refusal("the message");
        await LeaveAsync(connection, cancellationToken);
        return reply.Lines.Count > 0 ? Shorten(reply.Lines[0]) : "";
    }

    public async Task<string> CheckAsync(CancellationToken cancellationToken)
    {
        using var connection = new SmtpConnection();
        try
        {
            var offers = await OpenAsync(connection, cancellationToken);
            await LeaveAsync(connection, cancellationToken);
            return offers.Lines is [{ Length: > 0 } name, ..] ? Shorten(name) : options.Host!;
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            throw new ConnectorException(FailureKind.Unavailable, $"{options.Host}:{options.Port} could not be reached: {Reason(failure)}.", null, failure);
        }
    }

    private static async Task<SmtpReply> EndAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.WriteAsync(End, cancellationToken);
            return await connection.ReadReplyAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw new ConnectorException(FailureKind.Unknown, "The mail was sent and the mail server did not say whether it took it.", null, failure);
        }
    }

    /// <summary>Connects and signs in; what the server offers.</summary>
    private async Task<SmtpReply> OpenAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        await connection.ConnectAsync(options.Host!, options.Port, cancellationToken);
        if (options.Security == SmtpSecurity.Tls)
            await connection.ProtectAsync(options.Host!, Trust(), cancellationToken);
        var hello = await connection.ReadReplyAsync(cancellationToken);
        if (!hello.IsGood)
            throw hello.Refusal("the connection");
        var offers = await ExpectAsync(connection, Greeting, "the greeting", cancellationToken);
        if (options.Security == SmtpSecurity.StartTls)
        {
            if (offers.Offer("STARTTLS") is null)
                throw new ConnectorException(FailureKind.Rejected, $"The mail server {options.Host}:{options.Port} offers no STARTTLS; SMTP_SECURITY says what else may be used.");
            await ExpectAsync(connection, "STARTTLS", "STARTTLS", cancellationToken);
            await connection.ProtectAsync(options.Host!, Trust(), cancellationToken);
            offers = await ExpectAsync(connection, Greeting, "the greeting", cancellationToken);
        }

        if (options.UserName is { } user)
            await SignInAsync(connection, offers, user, cancellationToken);
        return offers;
    }

    private X509ChainPolicy? Trust()
    {
        if (options.CertificateAuthorities is not { } file)
            return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }

    private async Task SignInAsync(SmtpConnection connection, SmtpReply offers, string user, CancellationToken cancellationToken)
    {
        var ways = offers.Offer("AUTH")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            await ExpectAsync(connection, $"AUTH PLAIN {Encoded($"\0{user}\0{options.Password}")}", "the sign-in", cancellationToken);
            return;
        }

        if (!ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
            throw new ConnectorException(FailureKind.Rejected, $"The mail server {options.Host}:{options.Port} offers neither AUTH PLAIN nor AUTH LOGIN.");
        await ExpectAsync(connection, "AUTH LOGIN", "the sign-in", cancellationToken);
        await ExpectAsync(connection, Encoded(user), "the user name", cancellationToken);
        await ExpectAsync(connection, Encoded(options.Password ?? ""), "the password", cancellationToken);
    }

    private static async Task<SmtpReply> ExpectAsync(SmtpConnection connection, string command, string step, CancellationToken cancellationToken)
    {
        var reply = await connection.AskAsync(command, cancellationToken);
        return reply.IsGood ? reply : throw reply.Refusal(step);
    }

    /// <summary>The message is taken; how the parting goes is of no matter.</summary>
    private static async Task LeaveAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.WriteAsync("QUIT\r\n"u8.ToArray(), cancellationToken);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
        }
    }

    /// <summary>A line that begins with a dot gets another, so that none is taken for the end.</summary>
    private static byte[] Stuffed(byte[] message)
    {
        var stuffed = new List<byte>(message.Length + 16);
        var atStart = true;
        foreach (var next in message)
        {
            if (atStart && next == '.')
                stuffed.Add((byte)'.');
            stuffed.Add(next);
            atStart = next == '\n';
        }

        if (!atStart)
            stuffed.AddRange("\r\n"u8);
        return [.. stuffed];
    }

    private static bool IsBroken(Exception failure) =>
        failure is IOException or SocketException or AuthenticationException or OperationCanceledException;

    private static string Reason(Exception failure) => failure switch
    {
        AuthenticationException => "its certificate is not trusted for that name",
        OperationCanceledException => "it took too long",
        SocketException socket => $"no connection ({socket.SocketErrorCode})",
        _ => "the connection broke",
    };

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Shorten(string line) => line.Length > 120 ? line[..120] : line;
}
