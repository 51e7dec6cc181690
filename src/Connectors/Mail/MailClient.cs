using System.Collections.Immutable;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Mail;

/// <summary>Mail behind our contract: composes the message and hands it over once.</summary>
internal sealed class MailClient(string name, string from, IMailApi api, ConnectorCalls calls, TimeProvider time) : IMail
{
    private readonly MailComposer _composer = new(from);

    public string Name { get; } = name;

    public bool IsSandbox => true;

    public async Task<Receipt> SendAsync(MailMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        var messageId = _composer.MessageId(ProviderIds.Key(idempotencyKey));
        var composed = _composer.Compose(message, messageId, time.GetUtcNow());
        var file = await calls.RunAsync("send", CallKind.Blind, token => api.SendAsync(composed, token), cancellationToken);
        return new Receipt(messageId, ImmutableSortedDictionary<string, string>.Empty.Add("queued_as", file), Replayed: false);
    }
}
