using System.Net;
using Aegis.LoadTest.Measuring;
using Aegis.LoadTest.Traffic;

namespace Aegis.LoadTest.UnitTests.Traffic;

public sealed class GridClientTests
{
    private readonly Meter _meter = new();

    [Fact]
    public async Task Send_RefusedOnceAndThenAnswered_IsNoError()
    {
        var answer = await SendAsync(TimeSpan.FromSeconds(5), HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);

        answer.ShouldNotBeNull().Status.ShouldBe(200);
        _meter.Totals.ShouldBe(new Totals(0, Requests: 2, 0, Errors: 0, Retries: 1));
        _meter.Retries[new Trouble("test", "503")].ShouldBe(1);
    }

    [Fact]
    public async Task Send_WithoutAConnection_IsAnErrorWhenTheBudgetIsSpent()
    {
        var lost = 0;

        var answer = await SendAsync(TimeSpan.Zero, onLost: () => lost++, statuses: [null]);

        answer.ShouldBeNull();
        lost.ShouldBe(1);
        _meter.Errors[new Trouble("test", "connection")].ShouldBe(1);
    }

    [Fact]
    public async Task Send_FailedForGood_IsNotRepeated()
    {
        (await SendAsync(TimeSpan.FromSeconds(5), HttpStatusCode.InternalServerError)).ShouldNotBeNull().Status.ShouldBe(500);

        _meter.Totals.Requests.ShouldBe(1);
        _meter.Errors[new Trouble("test", "500")].ShouldBe(1);
    }

    private Task<Answer?> SendAsync(TimeSpan budget, params HttpStatusCode?[] statuses) => SendAsync(budget, null, statuses);

    private async Task<Answer?> SendAsync(TimeSpan budget, Action? onLost, params HttpStatusCode?[] statuses)
    {
        using var http = new HttpClient(new Scripted(new(statuses))) { BaseAddress = new("http://grid") };
        var client = new GridClient(http, _meter, TimeProvider.System, TimeSpan.FromSeconds(5), budget);
        return await client.SendAsync("test", () => new(HttpMethod.Get, "/"), CancellationToken.None, onLost: onLost);
    }

    /// <summary>Answers in turn; null is a broken connection.</summary>
    private sealed class Scripted(Queue<HttpStatusCode?> statuses) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            statuses.Dequeue() is { } status ? Task.FromResult(new HttpResponseMessage(status)) : throw new HttpRequestException("The connection broke.");
    }
}
