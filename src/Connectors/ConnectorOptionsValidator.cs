using System.Net.Mail;
using Aegis.Connectors.Calls;
using Aegis.Connectors.Tickets.Jira;

namespace Aegis.Connectors;

/// <summary>Finds what is wrong with the options; every message names the key and the mend.</summary>
internal static class ConnectorOptionsValidator
{
    public static void ThrowIfInvalid(ConnectorOptions options)
    {
        var errors = Errors(options).ToList();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
    }

    private static IEnumerable<string> Errors(ConnectorOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
            yield return "Connectors:DataDirectory is empty: name a directory for the sandboxes' stores.";
        foreach (var (key, connection) in Connections(options))
        foreach (var error in Errors($"Connectors:{key}", connection))
            yield return error;
        if (options.Tickets.ProjectKey is not { Length: >= 2 and <= 10 } project || !char.IsAsciiLetterUpper(project[0]) || !project.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)))
            yield return $"Connectors:Tickets:ProjectKey is \"{options.Tickets.ProjectKey}\": use 2 to 10 capital letters and digits, such as KAN.";
        foreach (var error in JiraSettingsValidator.Errors(options.Tickets.Jira))
            yield return error;
        if (!MailAddress.TryCreate(options.Mail.From, out var from) || !from.ToString().All(c => c is >= ' ' and <= '~'))
            yield return $"Connectors:Mail:From is \"{options.Mail.From}\": use an ASCII address, such as Aegis <aegis@example.com>.";
        if (options.Mail.PickupDirectory is { } pickup && string.IsNullOrWhiteSpace(pickup))
            yield return "Connectors:Mail:PickupDirectory is empty: name a directory, or leave it out.";
    }

    private static IEnumerable<(string Key, ConnectionOptions Options)> Connections(ConnectorOptions options) =>
        [("Billing", options.Billing), ("Tickets", options.Tickets), ("Mail", options.Mail)];

    private static IEnumerable<string> Errors(string key, ConnectionOptions options)
    {
        if (options.Url is { } url && !IsHttp(url))
            yield return $"{key}:Url is \"{url}\": use an http or https address, such as http://127.0.0.1:5090, or leave it out.";
        if (options.Timeout < TimeSpan.FromMilliseconds(10) || options.Timeout > TimeSpan.FromHours(1))
            yield return $"{key}:Timeout is {options.Timeout}: use 00:00:00.010 to 01:00:00.";
        if (options.Retries is < 0 or > 10)
            yield return $"{key}:Retries is {options.Retries}: use 0 to 10.";
        if (options.RetryDelay < TimeSpan.Zero || options.RetryDelay > TimeSpan.FromMinutes(1))
            yield return $"{key}:RetryDelay is {options.RetryDelay}: use 00:00:00 to 00:01:00.";
        if (options.LongestRetryDelay < TimeSpan.Zero || options.LongestRetryDelay > TimeSpan.FromMinutes(1))
            yield return $"{key}:LongestRetryDelay is {options.LongestRetryDelay}: use 00:00:00 to 00:01:00.";
        if (options.ApiKey is { } secret && !BasicCredential.CanHold(secret))
            yield return $"{key}:ApiKey is empty or holds a blank, a colon or a character outside ASCII.";
    }

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.UserInfo.Length == 0;
}
