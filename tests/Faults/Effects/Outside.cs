using System.Text.Json.Nodes;
using Aegis.Faults.Program;
using Aegis.Fixtures;

namespace Aegis.Faults.Effects;

/// <summary>Stripe and Zendesk doubles and a mail server that outlive the grid, hold requests at a step until it is dead, and count effects by customer.</summary>
internal sealed class Outside(bool withKeys) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StripeDouble _stripe = new(withKeys);
    private readonly ZendeskDouble _zendesk = new();
    private readonly TaskCompletionSource _crash = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CutAction[] _cuts = [];

    public MailServer? Mail { get; private set; }

    public async Task StartAsync(bool withMail = false)
    {
        await _stripe.StartAsync();
        await _zendesk.StartAsync();
        _stripe.Meet = (request, moment) => MeetAsync(request, moment, CustomerOf(request));
        _zendesk.Meet = (request, moment) => MeetAsync(request, moment, TicketCustomerOf(request));
        if (withMail)
            Mail = await MailServer.StartAsync();
    }

    /// <summary>Settings that point the program here.</summary>
    public Dictionary<string, string> Variables
    {
        get
        {
            var variables = new Dictionary<string, string>(AegisClient.Variables)
            {
                ["STRIPE_API_KEY"] = "sk_test_double",
                ["AEGIS_CONNECTORS__BILLING__URL"] = _stripe.Url.ToString(),
                ["AEGIS_CONNECTORS__BILLING__PLANS__TRIAL"] = "price_trial",
                ["AEGIS_CONNECTORS__BILLING__PLANS__STARTER"] = "price_starter",
                ["AEGIS_CONNECTORS__BILLING__PLANS__PRO"] = "price_pro",
                ["AEGIS_CONNECTORS__BILLING__PLANS__ENTERPRISE"] = "price_enterprise",
                ["ZENDESK_URL"] = _zendesk.Url.ToString(),
                ["ZENDESK_EMAIL"] = ZendeskDouble.User,
                ["ZENDESK_API_TOKEN"] = ZendeskDouble.Token,
                ["AEGIS_GRID__RETRY_PAUSE"] = "00:00:00.500",
            };
            if (Mail is not null)
                (variables["SMTP_HOST"], variables["SMTP_PORT"], variables["SMTP_FROM"], variables["SMTP_SECURITY"]) = ("localhost", $"{Mail.Port}", "Acme <support@acme.example>", "none");
            return variables;
        }
    }

    /// <summary>From now on these actions are held at their steps.</summary>
    public void Hold(params CutAction[] cuts) => _cuts = cuts;

    public Task AllReachedAsync() => Task.WhenAll(_cuts.Select(cut => cut.Reached)).WaitAsync(Patience, TimeProvider.System);

    /// <summary>The grid is dead: lets the held requests go their ways.</summary>
    public void Release() => _crash.TrySetResult();

    /// <summary>What was done for the customer by the tool.</summary>
    public int Effects(CutAction cut)
    {
        var subscriptions = _stripe.Subscriptions.Where(subscription => Text(subscription, "metadata", "aegis_customer") == cut.Reference).ToArray();
        return cut.Tool switch
        {
            "create_trial_subscription" => subscriptions.Length,
            "upgrade_plan" => subscriptions.Count(subscription => subscription["items"]!["data"]![0]!["price"]!["id"]!.GetValue<string>() == "price_pro") + (subscriptions.Length - 1),
            "apply_discount" => subscriptions.Sum(subscription => subscription["discounts"]!.AsArray().Count),
            "apply_credit" => _stripe.Balance.Count(entry => entry["amount"]!.GetValue<long>() == -CentsOf(cut)),
            "create_ticket" => _zendesk.Tickets.Count(ticket => Text(ticket, "subject") == cut.Arguments["summary"]),
            _ => _zendesk.Replies(cut.Arguments["ticket"]).Count(reply => reply == cut.Arguments["text"]),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        await _stripe.DisposeAsync();
        await _zendesk.DisposeAsync();
        if (Mail is not null)
            await Mail.DisposeAsync();
    }

    private async Task<ProviderAnswer?> MeetAsync(ProviderRequest request, Moment moment, string? customer)
    {
        var cut = Array.Find(_cuts, cut => cut.Reference == customer && request.Name.StartsWith(cut.Step, StringComparison.Ordinal));
        if (cut is null || (cut.Cut == Cut.Unheard) != (moment == Moment.AfterEffect))
            return null;
        if (!cut.Reach())
        {
            cut.AskAgain();
            return null;
        }

        await _crash.Task;
        if (cut.Cut != Cut.Late)
            return ProviderDouble.Lost;
        // Nobody may ever ask again: where the look-up found nothing to repeat, it lands by itself.
        await Task.WhenAny(cut.Again, Task.Delay(Patience / 2, TimeProvider.System));
        return null;
    }

    private string? CustomerOf(ProviderRequest request)
    {
        if (!request.Changes)
            return null;
        var parts = request.Path.Split('/');
        return request.Form.GetValueOrDefault("metadata[aegis_customer]") ?? parts switch
        {
            [_, _, "coupons"] => Array.Find(_cuts, cut => cut.Arguments.GetValueOrDefault("percent") == request.Form["percent_off"])?.Reference,
            [_, _, "subscriptions", var id] => Owner(_stripe.Subscriptions, id),
            [_, _, "customers", var id, ..] => Owner(_stripe.Customers, id),
            _ => null,
        };
    }

    private string? TicketCustomerOf(ProviderRequest request)
    {
        if (!request.Changes)
            return null;
        var asked = JsonNode.Parse(request.Body)!["ticket"]!;
        return asked["metadata"]?["custom"]?["aegis_customer"]?.GetValue<string>()
            ?? Array.Find(_cuts, cut => cut.Arguments.GetValueOrDefault("text") == asked["comment"]!["body"]!.GetValue<string>())?.Reference;
    }

    private static long CentsOf(CutAction cut) => (long)(decimal.Parse(cut.Arguments["amount"], System.Globalization.CultureInfo.InvariantCulture) * 100);

    private static string? Owner(IReadOnlyList<JsonObject> list, string id) => Text(list.Single(one => Text(one, "id") == id), "metadata", "aegis_customer");

    private static string? Text(JsonObject one, params string[] path) => path.Aggregate((JsonNode?)one, (node, name) => node?[name])?.GetValue<string>();
}
