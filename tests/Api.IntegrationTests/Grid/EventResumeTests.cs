using System.Globalization;
using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>A reader that loses its connection a thousand times while the grid is busy.</summary>
public abstract class EventResumeTests(GridServer grid) : GridTest(grid)
{
    private const int Reconnections = 1_000;
    private const int Writers = 4;

    [Fact]
    public async Task Events_ThousandReconnectionsUnderLoad_NoGapAndNoRepeat()
    {
        using var finished = new CancellationTokenSource();
        var start = await LastAsync();
        var load = Enumerable.Range(0, Writers).Select(_ => WriteAsync(finished.Token)).ToArray();

        var read = new List<string>();
        var after = start;
        for (var connection = 0; connection < Reconnections; connection++)
        {
            // A connection is left in the middle of what it could still be sent.
            var events = await ReadEventsAsync(after, 1 + connection % 3);
            read.AddRange(events.Select(e => e.Data));
            after = events[^1].Number;
        }

        await finished.CancelAsync();
        await Task.WhenAll(load);
        var whole = await ReadEventsAsync(start, read.Count);
        read.ShouldBe(whole.Select(e => e.Data));
        // Control: the reference has no gap of its own.
        whole.Select(e => e.Number).ShouldBe(Enumerable.Range(0, whole.Count).Select(i => start + 1 + i));
    }

    private async Task WriteAsync(CancellationToken finished)
    {
        while (!finished.IsCancellationRequested)
            await CreateCustomerAsync();
    }

    /// <summary>The number of the event of a customer that was just created.</summary>
    private async Task<long> LastAsync()
    {
        using var response = await Client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead, Patience.Token());
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        // The reader stands at the end once its stream began.
        await reader.ReadLineAsync(Patience.Token());
        await CreateCustomerAsync();
        var patience = Patience.Token();
        while (await reader.ReadLineAsync(patience) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                return long.Parse(line[4..], CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
