using System.Globalization;
using Aegis.Cluster.Supervision;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aegis.Cluster.Display;

/// <summary>On a terminal: a table that follows the processes, and beneath it the last lines.</summary>
public sealed class LiveTable(IAnsiConsole console, TimeProvider time) : IDisplay
{
    private const int LinesKept = 8;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource _over = new();
    private readonly Queue<string> _lines = [];
    private Task _drawing = Task.CompletedTask;

    public void Show(IReadOnlyList<Member> members) =>
        _drawing = console.Live(Draw(members)).AutoClear(false).StartAsync(context => FollowAsync(context, members));

    public void Say(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _drawing;
        _over.Dispose();
    }

    private async Task FollowAsync(LiveDisplayContext context, IReadOnlyList<Member> members)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
                context.UpdateTarget(Draw(members));
        }
        catch (OperationCanceledException)
        {
            context.UpdateTarget(Draw(members));
        }
    }

    private Rows Draw(IReadOnlyList<Member> members)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("process", "pid", "port", "state");
        foreach (var status in members.Select(member => member.Status))
            table.AddRow(
                new Text(status.Name), new Text(StateText.Pid(status)), new Text(status.Port.ToString(CultureInfo.InvariantCulture)),
                new Text(StateText.Of(status), new Style(Colour(status.Phase))));
        lock (_lines)
            return new Rows([table, .. _lines.Select(line => (IRenderable)new Text(line))]);
    }

    private static Color Colour(Phase phase) => phase switch
    {
        Phase.Ready => Color.Green,
        Phase.Down or Phase.Ended => Color.Red,
        Phase.Starting => Color.Yellow,
        _ => Color.Grey,
    };
}
