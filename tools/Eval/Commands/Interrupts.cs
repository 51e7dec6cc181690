using System.Runtime.InteropServices;

namespace Aegis.Eval.Commands;

/// <summary>Ctrl+C, or SIGTERM: the trials under way are given up, and what was finished is reported.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <param name="messages">Says what was understood.</param>
    public Interrupts(TextWriter messages)
    {
        void Handle(PosixSignalContext context)
        {
            // The second time the program ends as any would.
            if (_stop.IsCancellationRequested)
                return;
            context.Cancel = true;
            messages.WriteLine("eval: ending early; what was finished is reported.");
            _stop.Cancel();
        }

        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
    }

    public CancellationToken Stop => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }
}
