using System.Text.RegularExpressions;
using Aegis.Customers;

namespace Aegis.Grains.Customers;

/// <summary>What a customer's profile may hold.</summary>
public static partial class ProfileRules
{
    public const int MaxCompanyLength = 200;
    public const int MaxEmailLength = 254;
    public const int MaxTechStack = 20;
    public const int MaxTechLength = 60;

    /// <summary>Why the profile is refused, naming field and value; null when it is fine.</summary>
    public static Refusal? Check(NewCustomer? profile) =>
        profile is null ? Invalid("company", "is missing: say who the customer is")
        : CheckCompany(profile.Company) ?? CheckEmail(profile.Email) ?? CheckTechStack(profile.TechStack) ?? CheckTimeZone(profile.TimeZone);

    /// <summary>The same for changes; what is null stays as it is. Changing nothing is refused.</summary>
    public static Refusal? Check(CustomerChanges? changes) =>
        changes is null or { Company: null, Email: null, TechStack: null, TimeZone: null }
            ? new Refusal(RefusalKind.Invalid, "Nothing to change: give at least one of company, email, techStack, timeZone.")
            : (changes.Company is { } company ? CheckCompany(company) : null)
              ?? (changes.Email is { } email ? CheckEmail(email) : null)
              ?? (changes.TechStack is { } techStack ? CheckTechStack(techStack) : null)
              ?? CheckTimeZone(changes.TimeZone);

    private static Refusal? CheckCompany(string? company)
    {
        if (ShownText.IsBlank(company))
            return Invalid("company", "is empty: give a name of 1 to 200 characters that can be seen");
        if (company.Length > MaxCompanyLength)
            return Invalid("company", $"has {company.Length} characters: at most {MaxCompanyLength} are allowed", company);
        return TextRules.FaultOfLine(company) is { } fault ? Invalid("company", fault, company) : null;
    }

    private static Refusal? CheckEmail(string? email)
    {
        if (string.IsNullOrEmpty(email))
            return Invalid("email", "is empty: give an address such as dev@example.com");
        if (TextRules.FaultOfLine(email) is { } fault)
            return Invalid("email", fault, email);
        return email.Length <= MaxEmailLength && Email().IsMatch(email)
            ? null
            : Invalid("email", "is no e-mail address: give one such as dev@example.com", email);
    }

    private static Refusal? CheckTechStack(ImmutableArray<string> techStack)
    {
        if (techStack.IsDefaultOrEmpty)
            return null;
        if (techStack.Length > MaxTechStack)
            return Invalid("techStack", $"has {techStack.Length} items: at most {MaxTechStack} are allowed");
        for (var i = 0; i < techStack.Length; i++)
        {
            var (field, item) = ($"techStack[{i}]", techStack[i]);
            if (string.IsNullOrWhiteSpace(item))
                return Invalid(field, $"is empty: give 1 to {MaxTechLength} characters");
            if (item.Length > MaxTechLength)
                return Invalid(field, $"has {item.Length} characters: at most {MaxTechLength} are allowed", item);
            if (TextRules.FaultOfLine(item) is { } fault)
                return Invalid(field, fault, item);
        }

        return null;
    }

    private static Refusal? CheckTimeZone(string? timeZone)
    {
        if (timeZone is null)
            return null;
        // The shape first: the look-up turns names into file paths.
        return timeZone.Length <= 64 && ZoneName().IsMatch(timeZone) && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _)
            ? null
            : Invalid("timeZone", "is no IANA time zone: give one such as Europe/Berlin", timeZone);
    }

    private static Refusal Invalid(string field, string fault, string? value = null) =>
        new(RefusalKind.Invalid, value is null ? $"'{field}' {fault}." : $"'{field}' ('{TextRules.Show(value)}') {fault}.", field);

    [GeneratedRegex(@"^[^\s@<>()\[\],;:""\\]{1,64}@([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$", RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z][A-Za-z0-9_+-]*){0,2}$", RegexOptions.NonBacktracking)]
    private static partial Regex ZoneName();
}
