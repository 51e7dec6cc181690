using System.Threading.Channels;

namespace Aegis.Bench.Baselines;

/// <summary>An actor as one writes it by hand: a mailbox and a loop, one message at a time. What a grain call is measured against.</summary>
public sealed class MailboxActor
{
    private readonly Channel<Message> _mailbox = Channel.CreateUnbounded<Message>(new() { SingleReader = true });

    public MailboxActor() => _ = RunAsync();

    public Task<int> EchoAsync(int number)
    {
        var message = new Message(number);
        _mailbox.Writer.TryWrite(message);
        return message.Task;
    }

    private async Task RunAsync()
    {
        await foreach (var message in _mailbox.Reader.ReadAllAsync())
            message.SetResult(message.Number);
    }

    private sealed class Message(int number) : TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Number { get; } = number;
    }
}
