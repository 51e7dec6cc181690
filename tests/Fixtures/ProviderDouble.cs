using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Aegis.Fixtures;

/// <summary>A request as a provider got it.</summary>
/// <param name="Number">Counts the requests from 1.</param>
public sealed record ProviderRequest(int Number, string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>What is asked for, in a word: "POST v1/subscriptions".</summary>
    public string Name => $"{Method} {Path.TrimStart('/')}";

    public bool Changes => Method is not "GET";

    /// <summary>The fields of a form, decoded.</summary>
    public IReadOnlyDictionary<string, string> Form =>
        Body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(
            pair => Uri.UnescapeDataString(pair[0].Replace('+', ' ')), pair => Uri.UnescapeDataString(pair.Length > 1 ? pair[1].Replace('+', ' ') : ""));
}

/// <summary>What a provider answers.</summary>
public sealed record ProviderAnswer(int Status, string Body, params (string Name, string Value)[] Headers);

/// <summary>When a request is met: before its effect, or after it with the answer still to come.</summary>
public enum Moment { BeforeEffect, AfterEffect }

/// <summary>
/// A provider over HTTP on loopback, written for the tests, that outlives whoever calls it. It keeps every request and can
/// be told to do something at a moment of one: to kill the caller, to break the connection, to answer otherwise.
/// </summary>
public abstract class ProviderDouble : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentQueue<ProviderRequest> _requests = new();
    private WebApplication? _app;
    private int _number;

    public Uri Url => new(_app!.Urls.Single());

    public IReadOnlyCollection<ProviderRequest> Requests => _requests;

    /// <summary>Asked at both moments of every request; an answer takes the place of the provider's, null lets things go their way.</summary>
    public Func<ProviderRequest, Moment, Task<ProviderAnswer?>>? Meet { get; set; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.Zero);
        builder.WebHost.ConfigureKestrel((KestrelServerOptions server) => server.AddServerHeader = false);
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync();
    }

    /// <summary>Breaks the connection instead of answering, once, at a moment of a request.</summary>
    public void LoseOnce(Func<ProviderRequest, bool> which, Moment moment)
    {
        var left = 1;
        Meet = (request, at) => at == moment && which(request) && Interlocked.Exchange(ref left, 0) == 1
            ? Task.FromResult<ProviderAnswer?>(Lost)
            : Task.FromResult<ProviderAnswer?>(null);
    }

    /// <summary>Stands for no answer: the connection is broken.</summary>
    public static readonly ProviderAnswer Lost = new(0, "");

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _one.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    /// <summary>Does what is asked for; one request at a time.</summary>
    protected abstract ProviderAnswer Handle(ProviderRequest request);

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ProviderRequest(Interlocked.Increment(ref _number), context.Request.Method, context.Request.Path,
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        _requests.Enqueue(request);
        if (await MeetAsync(request, Moment.BeforeEffect) is { } instead)
        {
            await AnswerAsync(context, instead);
            return;
        }

        ProviderAnswer answer;
        await _one.WaitAsync();
        try
        {
            answer = Handle(request);
        }
        finally
        {
            _one.Release();
        }

        await AnswerAsync(context, await MeetAsync(request, Moment.AfterEffect) ?? answer);
    }

    private async Task<ProviderAnswer?> MeetAsync(ProviderRequest request, Moment moment) => Meet is { } meet ? await meet(request, moment) : null;

    private static async Task AnswerAsync(HttpContext context, ProviderAnswer answer)
    {
        if (answer == Lost)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(answer.Body);
    }
}
