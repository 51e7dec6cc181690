using Aegis.Cluster.Supervision;

namespace Aegis.Cluster.Display;

/// <summary>Where there is no terminal: a line for every change.</summary>
public sealed class PlainDisplay(TextWriter to) : IDisplay
{
    private readonly TextWriter _to = TextWriter.Synchronized(to);

    public void Show(IReadOnlyList<Member> members)
    {
        foreach (var member in members)
            member.Changed += status => Say(StateText.Line(status));
    }

    public void Say(string line)
    {
        _to.WriteLine(line);
        _to.Flush();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
