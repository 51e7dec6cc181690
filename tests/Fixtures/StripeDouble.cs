using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Aegis.Fixtures;

/// <summary>
/// Stripe as far as Aegis calls it, and stricter than that: what is unknown to it is an error. With idempotency as Stripe
/// has it, or without, as a provider that knows no keys.
/// </summary>
public sealed partial class StripeDouble(bool withKeys = true) : ProviderDouble
{
    private readonly List<JsonObject> _customers = [];
    private readonly List<JsonObject> _subscriptions = [];
    private readonly List<JsonObject> _coupons = [];
    private readonly List<(string Customer, JsonObject Entry)> _balance = [];
    private readonly Dictionary<string, (string Asked, ProviderAnswer Answer)> _answers = [];
    private long _time = 1_700_000_000;

    /// <summary>Whether what was made in the last minute is missing from its search, as it is at Stripe.</summary>
    public bool SearchLags { get; set; }

    public IReadOnlyList<JsonObject> Customers => _customers;

    public IReadOnlyList<JsonObject> Subscriptions => _subscriptions;

    public IReadOnlyList<JsonObject> Coupons => _coupons;

    public IReadOnlyList<JsonObject> Balance => [.. _balance.Select(entry => entry.Entry)];

    /// <summary>Changes of subscriptions that were done.</summary>
    public int Updates { get; private set; }

    protected override ProviderAnswer Handle(ProviderRequest request)
    {
        if (request.Headers.GetValueOrDefault("Authorization") != "Bearer sk_test_double")
            return Error(401, "authentication_error", "Invalid API Key");
        if (!request.Headers.ContainsKey("Stripe-Version"))
            return Error(400, "invalid_request_error", "No version is pinned.");
        if (!request.Changes)
            return Read(request);
        var key = request.Headers.GetValueOrDefault("Idempotency-Key");
        if (key is null || !withKeys)
            return Write(request);
        var asked = $"{request.Path}?{request.Body}";
        if (_answers.TryGetValue(key, out var known))
            return known.Asked == asked
                ? known.Answer with { Headers = [("Idempotent-Replayed", "true")] }
                : Error(400, "idempotency_error", "Keys can only be used with the same parameters.");
        var answer = Write(request);
        _answers[key] = (asked, answer);
        return answer;
    }

    private ProviderAnswer Read(ProviderRequest request) => request.Path switch
    {
        "/v1/customers/search" => Listed(SearchLags ? [] : _customers.Where(customer => request.Query["query"] == $"metadata['aegis_customer']:'{customer["metadata"]?["aegis_customer"]}'")),
        "/v1/customers" => Listed(_customers.Where(customer => customer["email"]!.GetValue<string>() == request.Query["email"])),
        "/v1/subscriptions" => Listed(_subscriptions.Where(subscription => subscription["customer"]!.GetValue<string>() == request.Query["customer"])),
        _ when BalancePath().Match(request.Path) is { Success: true } match => Listed(_balance.Where(entry => entry.Customer == match.Groups[1].Value).Select(entry => entry.Entry)),
        _ when SubscriptionPath().Match(request.Path) is { Success: true } match => _subscriptions.Find(s => Id(s) == match.Groups[1].Value) is { } one ? Ok(one) : Missing(),
        _ => Error(404, "invalid_request_error", $"No such path: {request.Path}"),
    };

    private ProviderAnswer Write(ProviderRequest request)
    {
        var form = request.Form;
        switch (request.Path)
        {
            case "/v1/customers":
                return Added(_customers, New("cus", ("name", form["name"]), ("email", form["email"]), ("metadata", Metadata(form))));
            case "/v1/subscriptions":
                var trial = form.TryGetValue("trial_period_days", out var days) ? _time + int.Parse(days, CultureInfo.InvariantCulture) * 86400 : (long?)null;
                if (_customers.TrueForAll(customer => Id(customer) != form["customer"]))
                    return Missing();
                return Added(_subscriptions, New("sub", ("customer", form["customer"]), ("status", trial is null ? "active" : "trialing"), ("trial_end", trial),
                    ("items", Items(form["items[0][price]"])), ("metadata", Metadata(form)), ("discounts", new JsonArray())));
            case "/v1/coupons":
                if (_coupons.Exists(coupon => Id(coupon) == form["id"]))
                    return Error(400, "resource_already_exists", "Coupon already exists.");
                var made = New("coupon", ("percent_off", form["percent_off"]));
                made["id"] = form["id"];
                return Added(_coupons, made);
            case var path when BalancePath().Match(path) is { Success: true } match:
                var entry = New("cbtxn", ("amount", long.Parse(form["amount"], CultureInfo.InvariantCulture)), ("currency", form["currency"]), ("metadata", Metadata(form)));
                _balance.Add((match.Groups[1].Value, entry));
                return Ok(entry);
            case var path when SubscriptionPath().Match(path) is { Success: true } match && _subscriptions.Find(s => Id(s) == match.Groups[1].Value) is { } subscription:
                return Update(subscription, form);
            default:
                return Missing();
        }
    }

    private ProviderAnswer Update(JsonObject subscription, IReadOnlyDictionary<string, string> form)
    {
        if (form.TryGetValue("items[0][price]", out var price))
        {
            if (form.GetValueOrDefault("items[0][id]") != "si_1")
                return Error(400, "invalid_request_error", "A new item beside the old one is no change of plan.");
            subscription["items"] = Items(price);
        }

        if (form.GetValueOrDefault("trial_end") == "now")
            (subscription["status"], subscription["trial_end"]) = ("active", _time);
        foreach (var (name, value) in Metadata(form))
            subscription["metadata"]![name] = value!.GetValue<string>();
        var discounts = new JsonArray();
        for (var i = 0; ; i++)
        {
            if (form.TryGetValue($"discounts[{i}][discount]", out var kept))
                discounts.Add(subscription["discounts"]!.AsArray().Single(discount => Id(discount!.AsObject()) == kept)!.DeepClone());
            else if (form.TryGetValue($"discounts[{i}][coupon]", out var coupon))
                discounts.Add(New("di", ("coupon", new JsonObject { ["id"] = coupon })));
            else
                break;
        }

        if (discounts.Count > 0)
            subscription["discounts"] = discounts;
        Updates++;
        return Ok(subscription);
    }

    private JsonObject New(string kind, params (string Name, JsonNode? Value)[] fields)
    {
        var made = new JsonObject { ["id"] = $"{kind}_{++_time}", ["object"] = kind, ["created"] = _time };
        foreach (var (name, value) in fields)
            made[name] = value;
        return made;
    }

    private static JsonObject Items(string price) =>
        new() { ["data"] = new JsonArray(new JsonObject { ["id"] = "si_1", ["price"] = new JsonObject { ["id"] = price } }) };

    private static JsonObject Metadata(IReadOnlyDictionary<string, string> form)
    {
        var metadata = new JsonObject();
        foreach (var (name, value) in form)
            if (MetadataField().Match(name) is { Success: true } match)
                metadata[match.Groups[1].Value] = value;
        return metadata;
    }

    private static ProviderAnswer Added(List<JsonObject> list, JsonObject made)
    {
        list.Add(made);
        return Ok(made);
    }

    private static string Id(JsonObject one) => one["id"]!.GetValue<string>();

    private static ProviderAnswer Listed(IEnumerable<JsonObject> found) =>
        new(200, new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. found.Select(one => one.DeepClone())]), ["has_more"] = false }.ToJsonString());

    private static ProviderAnswer Ok(JsonObject one) => new(200, one.ToJsonString());

    private static ProviderAnswer Missing() => Error(404, "resource_missing", "No such object.");

    private static ProviderAnswer Error(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["type"] = "invalid_request_error", ["code"] = code, ["message"] = message } }.ToJsonString());

    [GeneratedRegex("^/v1/customers/([^/]+)/balance_transactions$")]
    private static partial Regex BalancePath();

    [GeneratedRegex("^/v1/subscriptions/([^/]+)$")]
    private static partial Regex SubscriptionPath();

    [GeneratedRegex(@"^metadata\[(.+)\]$")]
    private static partial Regex MetadataField();
}
