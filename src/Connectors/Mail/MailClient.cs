using System.Collections.Immutable;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Mail;

/// <summary>Mail behind our contract: composes the message and hands it over once.</summary>
internal sealed class MailClient(string name, bool isSandbox, string from, IMailApi api, ConnectorCalls calls, TimeProvider time) : IMail
{
    private readonly MailComposer _composer = new(from);

    public string Name { get; } = name;

    public bool IsSandbox { get; } = isSandbox;

    public async Task<Receipt> SendAsync(MailMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        var messageId = _composer.MessageId(ProviderIds.Key(idempotencyKey));
        var composed = _composer.Compose(message, messageId, time.GetUtcNow());
        var envelope = _composer.Envelope(message);
        var file = await calls.RunAsync("send", CallKind.Blind, token => api.SendAsync(envelope, composed, token), cancellationToken);
        return new Receipt(messageId, ImmutableSortedDictionary<string, string>.Empty.Add("queued_as", file), Replayed: false);
    }

    public Task<string> CheckAsync(CancellationToken cancellationToken) => calls.RunAsync("check", CallKind.Read, api.CheckAsync, cancellationToken);
}
