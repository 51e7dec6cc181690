using System.Text.Json;

namespace Aegis.Fixtures;

/// <summary>A message as the mail server took it.</summary>
/// <param name="User">Who signed in, or null.</param>
public sealed record TakenMail(string From, IReadOnlyList<string> To, string? User, bool Secure, string Text);

/// <summary>npm's smtp-server on loopback, with a mailbox that outlives whoever sends; see node/smtp.js for how it misbehaves.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly NodeServer _server;
    private readonly TemporaryDirectory _directory;

    private MailServer(NodeServer server, TemporaryDirectory directory)
    {
        _server = server;
        _directory = directory;
    }

    public int Port => _server.Port;

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<TakenMail> Mails =>
        File.Exists(Mailbox(_directory)) ? [.. File.ReadAllLines(Mailbox(_directory)).Select(line => JsonSerializer.Deserialize<TakenMail>(line, Json)!)] : [];

    /// <param name="settings">Environment of node/smtp.js.</param>
    public static async Task<MailServer> StartAsync(params (string Name, string Value)[] settings)
    {
        var directory = new TemporaryDirectory();
        var environment = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        environment["MAILBOX"] = Mailbox(directory);
        return new(await NodeServer.StartAsync(NodePackages.Script("smtp.js"), "listening", environment: environment), directory);
    }

    /// <summary>Waits until a caller is kept waiting: by hold@ with the message taken, by stall@ before it was sent.</summary>
    public async Task HeldAsync(CancellationToken giveUp)
    {
        while (!File.Exists(Mailbox(_directory) + ".held"))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, giveUp);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private static string Mailbox(TemporaryDirectory directory) => Path.Combine(directory.Path, "mailbox.jsonl");
}
