using System.Globalization;

namespace Aegis.HostBench;

/// <summary>What this process and those it started, the database among them, have computed: a measure that other programs of the machine do not disturb as they do the clock's.</summary>
internal static class CpuTime
{
    private const double TicksASecond = 100;

    /// <summary>Seconds; 0 where the system does not say.</summary>
    public static double OfTree()
    {
        if (!System.IO.Directory.Exists("/proc/self"))
            return 0;
        var processes = System.IO.Directory.EnumerateDirectories("/proc").Select(Read).OfType<Entry>().ToLookup(process => process.Parent);
        var sum = (Read($"/proc/{Environment.ProcessId}") ?? default).Ticks;
        var open = new Stack<int>([Environment.ProcessId]);
        while (open.TryPop(out var parent))
            foreach (var child in processes[parent])
            {
                sum += child.Ticks;
                open.Push(child.Id);
            }

        return sum / TicksASecond;
    }

    // Behind the name in parentheses: state, parent, …, and from the twelfth on user and system time, its own and its ended children's.
    private static Entry? Read(string directory)
    {
        try
        {
            if (!int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id))
                return null;
            var text = File.ReadAllText(Path.Combine(directory, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new(id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return null;
        }
    }

    private readonly record struct Entry(int Id, int Parent, long Ticks);
}
