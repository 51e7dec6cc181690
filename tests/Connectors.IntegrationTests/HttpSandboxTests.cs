using System.Net;
using System.Text;
using System.Text.Json;
using Aegis.Connectors.Billing.Sandbox;
using Aegis.Connectors.Sandboxes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aegis.Connectors.IntegrationTests;

/// <summary>What a sandbox process says to any HTTP client, and what our clients make of answers that are not as expected.</summary>
public sealed class HttpSandboxTests() : RigTests(Form.Http), IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task About_OfSandbox_SaysWhatItIs()
    {
        var about = JsonElement.Parse(await _http.GetStringAsync(new Uri(Rig.BillingUrl, "_sandbox")));

        about.GetProperty("sandbox").GetString().ShouldBe("billing");
        about.GetProperty("isSandbox").GetBoolean().ShouldBeTrue();
        about.GetProperty("operations").EnumerateArray().Select(name => name.GetString()).ShouldContain("create_subscription");
    }

    [Fact]
    public async Task Faults_SwitchedOverHttp_HitAndCountDown()
    {
        var answer = await PutFaultAsync("""{"kind":"rate_limited","count":1,"operation":"create_customer","delayMs":90000,"seed":3}""");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        var failure = await Should.ThrowAsync<ConnectorException>(() => Rig.Billing.CreateTrialAsync(Trial, "op-1", None));

        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(90));
        (await _http.GetStringAsync(new Uri(Rig.BillingUrl, "_sandbox/faults"))).ShouldBe("[]");
        (await Rig.Billing.CreateTrialAsync(Trial, "op-1", None)).Replayed.ShouldBeFalse();
    }

    [Fact]
    public async Task Faults_Deleted_AreOff()
    {
        await PutFaultAsync("""{"kind":"unavailable"}""");

        await _http.DeleteAsync(new Uri(Rig.BillingUrl, "_sandbox/faults"));

        (await Rig.Billing.CreateTrialAsync(Trial, "op-1", None)).Replayed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"kind":"gremlins"}""", "kind")]
    [InlineData("""{"kind":"slow","operation":"dance"}""", "operation")]
    [InlineData("""{"kind":"slow","count":0}""", "count")]
    [InlineData("""{"kind":"slow","probability":1.5}""", "probability")]
    [InlineData("""{"kind":"slow","probability":0.5,"count":2}""", "probability")]
    [InlineData("""{"kind":"slow","delayMs":-1}""", "delay")]
    [InlineData("""{"kind":"slow","colour":"red"}""", "colour")]
    [InlineData("""{"count":1}""", "kind")]
    [InlineData("nonsense", "JSON")]
    [InlineData("null", "null")]
    public async Task Faults_ThatCannotBe_AreRefusedNamingTheField(string body, string named)
    {
        var answer = await PutFaultAsync(body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(named, Case.Insensitive);
        Rig.BillingSandbox.Faults.Current.ShouldBeEmpty();
    }

    [Fact]
    public async Task Effects_OverHttp_ListWhatWasDone()
    {
        await Rig.Billing.CreateTrialAsync(Trial, "op-1", None);

        var report = JsonElement.Parse(await _http.GetStringAsync(new Uri(Rig.BillingUrl, "_sandbox/effects")));

        var effect = report.GetProperty("effects").EnumerateArray().Last();
        effect.GetProperty("operation").GetString().ShouldBe("create_subscription");
        effect.GetProperty("idempotencyKey").GetString().ShouldBe("op-1");
        report.GetProperty("duplicates").GetArrayLength().ShouldBe(0);
        report.GetProperty("calls").GetProperty("create_subscription").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Billing_CalledDirectly_AnswersInTheMannerOfChargebee()
    {
        var first = await PostCustomerAsync("c1", "key-1");
        var replayed = await PostCustomerAsync("c1", "key-1");
        var refused = await PostCustomerAsync("c1", "key-2");

        JsonElement.Parse(await first.Content.ReadAsStringAsync()).GetProperty("customer").GetProperty("id").GetString().ShouldBe("c1");
        first.Headers.Contains("chargebee-idempotency-replayed").ShouldBeFalse();
        replayed.Headers.GetValues("chargebee-idempotency-replayed").ShouldBe(["true"]);
        (await replayed.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = JsonElement.Parse(await refused.Content.ReadAsStringAsync());
        error.GetProperty("type").GetString().ShouldBe("invalid_request");
        error.GetProperty("api_error_code").GetString().ShouldBe("duplicate_entry");
        error.GetProperty("param").GetString().ShouldBe("id");
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Client_WithoutTheKeyTheSandboxAsksFor_IsRejected()
    {
        var options = new SandboxOptions { DataDirectory = Path.Combine(DataDirectory, "guarded"), Latency = TimeSpan.Zero, ApiKey = "right" };
        await using var host = await Rig.StartHostAsync(TimeProvider.System, services => services.AddBillingSandbox(options), app => app.MapBillingSandbox());
        var right = await ClientAsync(Rig.Url(host), "right");
        var wrong = await ClientAsync(Rig.Url(host), "wrong");

        var failure = await Should.ThrowAsync<ConnectorException>(() => wrong.Billing.CreateTrialAsync(Trial, "op-1", None));

        failure.Kind.ShouldBe(FailureKind.Rejected);
        (await right.Billing.CreateTrialAsync(Trial, "op-1", None)).Replayed.ShouldBeFalse();
        (await _http.GetAsync(new Uri(Rig.Url(host), "_sandbox/effects"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Client_OfNobody_IsUnavailable()
    {
        var host = await Rig.StartHostAsync(TimeProvider.System, _ => { }, app => app);
        var url = Rig.Url(host);
        await host.DisposeAsync();
        var rig = await ClientAsync(url);

        (await Should.ThrowAsync<ConnectorException>(() => rig.Billing.CreateTrialAsync(Trial, "op-1", None))).Kind.ShouldBe(FailureKind.Unavailable);
        (await Should.ThrowAsync<ConnectorException>(() => rig.Mail.SendAsync(Letter, "op-1", None))).Kind.ShouldBe(FailureKind.Unavailable);
    }

    [Theory]
    [InlineData(200, "<html>hello</html>", FailureKind.Unknown)]
    [InlineData(200, "{}", FailureKind.Unknown)]
    [InlineData(200, "null", FailureKind.Unknown)]
    [InlineData(302, "", FailureKind.Rejected)]
    [InlineData(403, "<html>no</html>", FailureKind.Rejected)]
    [InlineData(400, "[1,2]", FailureKind.Rejected)]
    [InlineData(502, "", FailureKind.Unknown)]
    [InlineData(503, "", FailureKind.Unavailable)]
    [InlineData(504, "oops", FailureKind.Unknown)]
    public async Task Client_OfSomethingElse_ClassifiesTheAnswer(int status, string body, FailureKind kind)
    {
        await using var host = await Rig.StartHostAsync(TimeProvider.System, _ => { }, app =>
        {
            app.Run(http =>
            {
                http.Response.StatusCode = status;
                return http.Response.WriteAsync(body);
            });
            return app;
        });
        var rig = await ClientAsync(Rig.Url(host));

        (await Should.ThrowAsync<ConnectorException>(() => rig.Billing.CreateTrialAsync(Trial, "op-1", None))).Kind.ShouldBe(kind);
        (await Should.ThrowAsync<ConnectorException>(() => rig.Tickets.CreateAsync(Problem, "op-1", None))).Kind.ShouldBe(kind);
        (await Should.ThrowAsync<ConnectorException>(() => rig.Mail.SendAsync(Letter, "op-1", None))).Kind.ShouldBe(kind);
    }

    private Task<Rig> ClientAsync(Uri url, string? apiKey = null) => Rig.StartAsync(Form.InProcess, DataDirectory, options =>
    {
        options.Billing.Url = options.Tickets.Url = options.Mail.Url = url.ToString();
        options.Billing.ApiKey = apiKey;
    });

    private Task<HttpResponseMessage> PutFaultAsync(string body) =>
        _http.PutAsync(new Uri(Rig.BillingUrl, "_sandbox/faults"), new StringContent(body, Encoding.UTF8, "application/json"));

    private Task<HttpResponseMessage> PostCustomerAsync(string id, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Rig.BillingUrl, "api/v2/customers"))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("id", id), KeyValuePair.Create("email", "ada@example.com")]),
        };
        request.Headers.Add("chargebee-idempotency-key", key);
        return _http.SendAsync(request);
    }
}
