using System.Globalization;
using System.Text.Json.Serialization;
using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Json;
using Aegis.Api.Security;
using Aegis.Directory;
using Aegis.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Aegis.Api.Events;

/// <summary>A live event on the wire; its number is the event's id.</summary>
public sealed record LiveEventView(
    long Number, string Topic, string CustomerId, DateTimeOffset At,
    [property: JsonConverter(typeof(RawJson))] string Data)
{
    public static LiveEventView Of(LiveEvent e) => new(e.Number, e.Topic, e.CustomerId, e.At, e.Data);
}

internal static class EventEndpoints
{
    private const string LastEventId = "Last-Event-ID";
    private const int PageSize = 500;

    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/events", WatchAsync).WithTags("Events").Needs(Role.Viewer)
            .WithSummary("Live events as they are committed; Last-Event-ID resumes without gaps, without it only what comes is sent.")
            .Produces<string>(contentType: "text/event-stream");

    private static async Task WatchAsync(HttpContext context, Caller caller, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        var after = Resume(context.Request);
        if (after is null)
        {
            var last = await caller.Directory.GetLastEventAsync(caller.Actor);
            if (!last.Ok)
            {
                await new Refused(last.Refusal).ExecuteAsync(context);
                return;
            }

            after = last.Value;
        }

        // Endless by nature: the server's stop ends it too, and so does the key's end.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        _ = EndWithKeyAsync(caller, end, time);
        try
        {
            await RelayAsync(await EventStream.BeginAsync(context), caller, after.Value, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }

    private static async Task RelayAsync(EventStream stream, Caller caller, long after, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var page = await caller.Directory.ReadEventsAsync(caller.Actor, after, PageSize, cancellationToken);
            if (!page.Ok)
                return;
            foreach (var live in page.Value)
            {
                await stream.SendAsync(live.Topic, LiveEventView.Of(live), ApiJson.Wire.LiveEventView, live.Number);
                after = live.Number;
            }

            if (page.Value.IsEmpty)
                await stream.KeepAliveAsync();
        }
    }

    private static async Task EndWithKeyAsync(Caller caller, CancellationTokenSource end, TimeProvider time)
    {
        try
        {
            while (await caller.IsStillGoodAsync())
                await Task.Delay(KnownIdentities.Freshness, time, end.Token);
            await end.CancelAsync();
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // The stream ended by itself.
        }
        catch (Exception)
        {
            // Whether the key is still good cannot be told: then it does not count as good.
            await end.CancelAsync();
        }
    }

    private static long? Resume(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(LastEventId, out var header))
            return null;
        return long.TryParse(header.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw BadInputException.Field(LastEventId, $"'{LastEventId}' is {Texts.Quote(header.ToString())}; the number of an event is needed.");
    }
}
