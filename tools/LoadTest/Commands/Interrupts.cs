using System.Runtime.InteropServices;

namespace Aegis.LoadTest.Commands;

/// <summary>Ctrl+C, or SIGTERM: the first ends the load and leads to a complete report, the second gives everything up.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <param name="messages">Says what was understood.</param>
    public Interrupts(TextWriter messages)
    {
        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            var isFirst = !_stop.IsCancellationRequested;
            messages.WriteLine(isFirst ? "load: ending early; once more gives up without verifying." : "load: given up.");
            (isFirst ? _stop : _giveUp).Cancel();
        }

        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
    }

    public CancellationToken Stop => _stop.Token;

    public CancellationToken GiveUp => _giveUp.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
        _giveUp.Dispose();
    }
}
