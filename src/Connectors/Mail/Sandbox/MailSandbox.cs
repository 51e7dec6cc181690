using Aegis.Connectors.Calls;
using Aegis.Connectors.Sandboxes;

namespace Aegis.Connectors.Mail.Sandbox;

/// <summary>A local mail server that delivers into a directory of .eml files. It recognises no message: the same one sent twice lies there twice.</summary>
public sealed class MailSandbox : ISandbox, IMailApi
{
    internal const string Send = "send";

    internal static readonly IReadOnlyList<string> Names = [Send];

    private readonly PickupDirectory _directory;
    private readonly SandboxGate _gate;
    private readonly TimeProvider _time;

    public MailSandbox(SandboxOptions options, TimeProvider time)
    {
        ApiKey = options.ApiKey;
        Faults = new FaultSwitch(options.Seed, options.Faults);
        _time = time;
        _gate = new SandboxGate(Faults, options.Latency, time);
        _directory = new PickupDirectory(options.DataDirectory);
    }

    public string Kind => "mail";

    public IReadOnlyList<string> Operations => Names;

    public FaultSwitch Faults { get; }

    /// <summary>Asked for over HTTP, if any.</summary>
    internal string? ApiKey { get; }

    public Task<EffectReport> ReportAsync(CancellationToken cancellationToken) => Task.Run(Report, cancellationToken);

    async Task<string> IMailApi.SendAsync(MailEnvelope envelope, byte[] message, CancellationToken cancellationToken)
    {
        _directory.CountCall();
        return await _gate.PassAsync(Send, () => Task.Run(() => Take(message)), cancellationToken);
    }

    Task<string> IMailApi.CheckAsync(CancellationToken cancellationToken) => Task.Run(() =>
    {
        _directory.Check();
        return "the pickup directory";
    }, cancellationToken);

    private string Take(byte[] message)
    {
        var headers = EmlHeaders.Read(message);
        foreach (var required in (string[])["From", "To", "Date", "Message-ID"])
        {
            if (!headers.TryGetValue(required, out var value) || value.Length == 0)
                throw new ProviderException(400, "message_refused", $"The message has no {required}.", required);
        }
        if (headers["To"].Contains(','))
            throw new ProviderException(400, "message_refused", "The message has more than one recipient.", "To");
        return _directory.Add(message, _time.GetUtcNow());
    }

    private EffectReport Report()
    {
        var effects = _directory.List().Select((file, index) =>
        {
            var headers = EmlHeaders.Read(File.ReadAllBytes(file.Path));
            var id = headers.GetValueOrDefault("Message-ID", "");
            return new Effect(index + 1, file.At, Send, id.TrimStart('<').Split('@')[0], id, headers.GetValueOrDefault("To", ""));
        });
        return EffectReport.From([.. effects], new Dictionary<string, long> { [Send] = _directory.Calls() });
    }
}
