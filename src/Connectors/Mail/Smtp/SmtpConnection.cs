using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Aegis.Connectors.Mail.Smtp;

/// <summary>One connection to a mail server: commands out, replies in, both bounded.</summary>
internal sealed class SmtpConnection : IDisposable
{
    private const int LongestLine = 4096;
    private const int MostLines = 100;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[LongestLine];
    private Stream _stream = Stream.Null;
    private int _read;
    private int _filled;

    public async Task ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(host, port, cancellationToken);
        _stream = new NetworkStream(_socket, ownsSocket: false);
    }

    /// <summary>Protects what follows; the server's certificate must be good for the host. What was read before is forgotten.</summary>
    /// <param name="trust">How the certificate is judged; null as the system does.</param>
    public async Task ProtectAsync(string host, X509ChainPolicy? trust, CancellationToken cancellationToken)
    {
        var protectedStream = new SslStream(_stream);
        await protectedStream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = trust }, cancellationToken);
        (_stream, _read, _filled) = (protectedStream, 0, 0);
    }

    /// <summary>Sends a line and reads the answer.</summary>
    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        await WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellationToken);
        return await ReadReplyAsync(cancellationToken);
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    /// <exception cref="IOException">The connection ended, or this is no mail server.</exception>
    public async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || (line.Length > 3 && line[3] is not (' ' or '-')))
                throw new IOException("The mail server said something that is no reply.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new SmtpReply(code, lines);
        }

        throw new IOException("The mail server's reply does not end.");
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length <= LongestLine)
        {
            if (_read == _filled)
            {
                (_read, _filled) = (0, await _stream.ReadAsync(_buffer, cancellationToken));
                if (_filled == 0)
                    throw new IOException("The mail server ended the connection.");
            }

            var next = (char)_buffer[_read++];
            if (next == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append(next);
        }

        throw new IOException("The mail server's line does not end.");
    }
}
