using System.Runtime.InteropServices;

namespace Aegis.Cluster.Commands;

/// <summary>Ctrl+C, SIGTERM or a closed terminal: the first stops the cluster in order, the second kills it.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interrupts()
    {
        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            (_stop.IsCancellationRequested ? _giveUp : _stop).Cancel();
        }

        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
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
