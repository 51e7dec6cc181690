using Aegis.Storage.States;

namespace Aegis.Storage.IntegrationTests.Grid;

/// <summary>Journal rows of a customer, made up.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static (string Workspace, string Id) Split(string customer) => (customer.Split('/')[0], customer.Split('/')[1]);

    public static CustomerRow Customer(string customer, string company = "Example Corp", string email = "jane@example.com", string tier = "none", string stage = "new", string health = "new")
    {
        var (workspace, id) = Split(customer);
        return new(workspace, id, company, email, tier, stage, """["Python"]""", null, health, 50, "[]", 12, 0.25, "stable", Now, Now.AddDays(-1), 3);
    }

    public static ActionRow Action(string customer, string id, string status = "done", DateTimeOffset? begunAt = null)
    {
        var (workspace, customerId) = Split(customer);
        return new(workspace, customerId, id, "create_trial_subscription", status, "sub_1 created", """{"subscription_id":"sub_1"}""", begunAt ?? Now, Now.AddSeconds(1));
    }

    public static InterventionRow Intervention(string customer, string id, string status = "open", DateTimeOffset? createdAt = null, string company = "")
    {
        var (workspace, customerId) = Split(customer);
        return new(
            workspace, customerId, id, "error_debugging", "high", status, "Error rate 50 %.", "Keys are wrong.", """["`create_ticket`: done"]""", "[]",
            "Many of your calls fail.", "KAN-1", "https://tickets.example/KAN-1", 2, 1, createdAt ?? Now, null, Now.AddHours(1), company);
    }

    public static ApprovalRow Approval(string customer, string id, string status = "pending", DateTimeOffset? createdAt = null, string company = "")
    {
        var (workspace, customerId) = Split(customer);
        return new(workspace, customerId, id, status, createdAt ?? Now, (createdAt ?? Now).AddDays(3), """{"details":"Gives Example Corp a discount."}""", company);
    }

    public static KeyRow Key(string customer, string hash)
    {
        var (workspace, customerId) = Split(customer);
        return new(workspace, customerId, "key_1", hash);
    }

    public static LedgerDraft Entry(string data = "{}", string kind = "noted", string? actionId = null) => new(Now, kind, "admin:alice", actionId, data);

    public static OutboxDraft News(string customer, string topic = "customer", string data = "{}") => new(topic, customer, Now, data);

    /// <summary>Puts one of everything into a journal.</summary>
    public static void Fill(Journal journal, string customer)
    {
        journal.Append(Entry("""{"note":"first"}"""));
        journal.Send(News(customer));
        journal.List(Action(customer, $"act_{Split(customer).Id}"));
        journal.List(Intervention(customer, $"int_{Split(customer).Id}"));
        journal.List(new TurnRow(Split(customer).Workspace, Split(customer).Id, $"turn_{Split(customer).Id}", "status", "answered", Now, Now, null, false));
        journal.List(Approval(customer, $"apr_{Split(customer).Id}"));
        journal.Index(Key(customer, $"hash_{Split(customer).Id}"));
        journal.Customer = Customer(customer);
        journal.SearchChanged = true;
        journal.Site = $"site-{Split(customer).Id}";
        journal.ActivityIds = new(Now, new byte[32]);
    }
}
