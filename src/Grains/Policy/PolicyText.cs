using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Policy;

namespace Aegis.Grains.Policy;

/// <summary>Reads a policy as it is written: JSON with comments. Every field is known and checked; what is not stops the whole text.</summary>
public static class PolicyText
{
    private const int MaxLength = 128 * 1024;
    private const int MostPeople = 5;
    private const int MostPerCustomer = 50;

    private static readonly Lazy<(string Text, PolicySet Policy)> s_builtIn = new(ReadBuiltIn);

    /// <summary>The policy that comes with the program.</summary>
    public static PolicySet BuiltIn => s_builtIn.Value.Policy;

    public static string BuiltInText => s_builtIn.Value.Text;

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The policy, or everything that is wrong with the text, each with the place it stands at.</summary>
    public static Result<PolicySet> Read(string text)
    {
        if (text.Length > MaxLength)
            return Refuse($"The policy has {text.Length:N0} characters: at most {MaxLength:N0} are allowed.");
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false });
            var faults = new List<string>();
            var policy = Read(new PolicyNode(document.RootElement, "", faults));
            return faults.Count == 0 ? policy with { Hash = HashOf(text) } : Refuse(string.Join(' ', faults));
        }
        catch (JsonException failure)
        {
            return Refuse($"Line {failure.LineNumber + 1}, position {failure.BytePositionInLine + 1}: it is not JSON there.");
        }
    }

    private static Refusal Refuse(string message) => new(RefusalKind.Invalid, message, "policy");

    private static PolicySet Read(PolicyNode root)
    {
        root.Knows("approvals", "timeZone", "quietHours", "contact", "stopped", "actions");
        var approvals = root.Child("approvals")?.Knows("expireAfterHours");
        var contact = root.Child("contact")?.Knows("perDay", "perWeek");
        var actions = root.Child("actions");
        if (actions is null)
            root.Fault("actions", "is missing: without it nothing would run. Copy the built-in policy and change it");
        return new(actions?.Members().ToImmutableSortedDictionary(a => a.Name, a => ReadRules(a), StringComparer.Ordinal) ?? ImmutableSortedDictionary<string, ImmutableArray<PolicyRule>>.Empty)
        {
            ApprovalsExpireAfter = TimeSpan.FromHours(approvals?.Whole("expireAfterHours", 1, 720) ?? 72),
            TimeZone = ReadTimeZone(root),
            QuietHours = root.Child("quietHours") is { } quiet ? ReadQuietHours(quiet) : null,
            ContactsPerDay = contact?.Whole("perDay", 0, MostPerCustomer),
            ContactsPerWeek = contact?.Whole("perWeek", 0, MostPerCustomer),
            Stopped = root.Child("stopped") is { } stopped ? ReadStopped(stopped) : [],
        };
    }

    private static string ReadTimeZone(PolicyNode root)
    {
        var zone = root.Text("timeZone");
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            root.Fault("timeZone", $"is '{zone}', which is no IANA time zone; give one such as Europe/Berlin");
        return zone ?? "UTC";
    }

    private static QuietHours? ReadQuietHours(PolicyNode quiet)
    {
        quiet.Knows("from", "to");
        var (from, to) = (quiet.TimeOfDay("from"), quiet.TimeOfDay("to"));
        if (from is not { } begin || to is not { } end)
            return null;
        if (begin == end)
            quiet.Fault("to", "is the same as 'from', so that no hour is quiet or none is not; leave quietHours out, or give others");
        return new(begin, end);
    }

    private static ImmutableArray<KillSwitch> ReadStopped(PolicyNode stopped)
    {
        stopped.Knows("fleet", "customers", "agents", "actions");
        return
        [
            .. stopped.Flag("fleet") ? [Stop(SwitchScope.Fleet, "")] : ImmutableArray<KillSwitch>.Empty,
            .. stopped.Texts("customers").Select(name => Stop(SwitchScope.Customer, name)),
            .. stopped.Texts("agents").Select(name => Stop(SwitchScope.Agent, name)),
            .. stopped.Texts("actions").Select(name => Stop(SwitchScope.Action, name)),
        ];
    }

    private static KillSwitch Stop(SwitchScope scope, string name) => new(scope, name, "policy", default, "It stands in the policy.");

    private static ImmutableArray<PolicyRule> ReadRules(PolicyNode action)
    {
        var rules = action.Items();
        if (rules.IsEmpty)
            action.Fault("", "has no rule; give one such as { \"decision\": \"refuse\" }");
        return [.. rules.Select(ReadRule)];
    }

    private static PolicyRule ReadRule(PolicyNode rule)
    {
        rule.Knows("decision", "approvals", "reason", "when", "perCustomerPerDay", "perDay");
        var when = rule.Child("when")?.Knows("tier", "environment", "amount", "by", "agents");
        var amount = when?.Child("amount")?.Knows("atLeast", "atMost");
        var people = rule.Whole("approvals", 1, MostPeople);
        var decision = rule.OneOf("decision", ("run", PolicyVerdict.Run), ("approve", PolicyVerdict.NeedsApproval), ("refuse", PolicyVerdict.Refused));
        if (people is not null && decision is not PolicyVerdict.NeedsApproval)
            rule.Fault("approvals", "only goes with the decision approve");
        var (least, most) = (amount?.Number("atLeast"), amount?.Number("atMost"));
        if (least > most)
            amount!.Fault("atMost", "is less than 'atLeast', so that no amount fits");
        return new(decision ?? PolicyVerdict.Refused)
        {
            Approvals = people ?? 1,
            Reason = rule.Text("reason"),
            Tiers = when?.EachOf<Tier>("tier") ?? [],
            Environments = when?.EachOf("environment", "test", "live") ?? [],
            By = when?.EachOf<Role>("by") ?? [],
            Agents = when?.Texts("agents") ?? [],
            AtLeast = least,
            AtMost = most,
            PerCustomerPerDay = rule.Whole("perCustomerPerDay", 1, MostPerCustomer),
            PerDay = rule.Whole("perDay", 1, 1_000_000),
        };
    }

    private static (string, PolicySet) ReadBuiltIn()
    {
        using var reader = new StreamReader(typeof(PolicyText).Assembly.GetManifestResourceStream("policy.json")!);
        var text = reader.ReadToEnd();
        var policy = Read(text);
        return (text, policy.Ok ? policy.Value : throw new InvalidOperationException($"The built-in policy is wrong: {policy.Refusal.Message}"));
    }
}
