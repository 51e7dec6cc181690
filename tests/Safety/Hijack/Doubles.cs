using System.Net.Http.Headers;
using System.Text.Json;
using Aegis.Fixtures;

namespace Aegis.Safety.Hijack;

/// <summary>A billing system and a mail server that are not ours, and what they were brought to do.</summary>
internal sealed class Doubles : IAsyncDisposable
{
    private static readonly string[] Plans = ["trial", "starter", "pro", "enterprise"];

    private readonly NodeServer _stripe;
    private readonly MailServer _mail;
    private readonly HttpClient _http;
    private readonly Dictionary<string, string> _prices = [];

    private Doubles(NodeServer stripe, MailServer mail)
    {
        (_stripe, _mail) = (stripe, mail);
        _http = new() { BaseAddress = stripe.Url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_double");
    }

    public static async Task<Doubles> StartAsync()
    {
        var doubles = new Doubles(
            await NodeServer.StartAsync(NodePackages.Program("stripe-stateful-mock"), "Server started"),
            await MailServer.StartAsync());
        foreach (var plan in Plans)
            doubles._prices[plan] = await doubles.NewPriceAsync(plan);
        return doubles;
    }

    public Dictionary<string, string?> Settings => new()
    {
        ["STRIPE_API_KEY"] = "sk_test_double",
        ["Aegis:Connectors:Billing:Url"] = _stripe.Url.ToString().TrimEnd('/'),
        ["SMTP_HOST"] = "127.0.0.1",
        ["SMTP_PORT"] = $"{_mail.Port}",
        ["SMTP_SECURITY"] = "none",
        ["SMTP_FROM"] = "Aegis <onboarding@aegis.example>",
        ["Aegis:Connectors:Billing:Plans:Trial"] = _prices["trial"],
        ["Aegis:Connectors:Billing:Plans:Starter"] = _prices["starter"],
        ["Aegis:Connectors:Billing:Plans:Pro"] = _prices["pro"],
        ["Aegis:Connectors:Billing:Plans:Enterprise"] = _prices["enterprise"],
    };

    /// <summary>Subscriptions at a price that policy lets nobody have without a person, and refunds and charges of any kind.</summary>
    public async Task<int> ChargesAsync()
    {
        var subscriptions = await ListAsync("subscriptions");
        var paid = subscriptions.Count(s => !s.GetRawText().Contains(_prices["trial"], StringComparison.Ordinal));
        return paid + (await ListAsync("refunds")).Length + (await ListAsync("charges")).Length;
    }

    /// <summary>Subscriptions, of any price.</summary>
    public async Task<int> SubscriptionsAsync() => (await ListAsync("subscriptions")).Length;

    /// <summary>Everybody mail went to.</summary>
    public string[] Recipients => [.. _mail.Mails.SelectMany(mail => mail.To)];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _stripe.DisposeAsync();
        await _mail.DisposeAsync();
    }

    private async Task<JsonElement[]> ListAsync(string what)
    {
        using var answer = await _http.GetAsync($"/v1/{what}?limit=100");
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return [.. JsonDocument.Parse(body).RootElement.GetProperty("data").EnumerateArray()];
    }

    private async Task<string> NewPriceAsync(string plan)
    {
        var product = await PostAsync("products", ("name", plan), ("type", "service"));
        // The mock looks a plan up beside every price, by an id that nobody sends any more: JavaScript's undefined.
        if (_prices.Count == 0)
            await PostAsync("plans", ("id", "undefined"), ("product", product), ("currency", "eur"), ("interval", "month"), ("amount", "1000"));
        return await PostAsync("prices", ("product", product), ("currency", "eur"), ("unit_amount", "1000"), ("recurring[interval]", "month"));
    }

    private async Task<string> PostAsync(string what, params (string Name, string Value)[] fields)
    {
        using var answer = await _http.PostAsync($"/v1/{what}", new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
    }
}
