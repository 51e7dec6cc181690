using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Sandboxes;

/// <summary>Finds what is wrong with a sandbox's options; every message names the key and the mend.</summary>
internal static class SandboxOptionsValidator
{
    public const string Section = "Sandbox";

    /// <param name="key">The configuration section the options came from.</param>
    public static void ThrowIfInvalid(SandboxOptions options, string key, IReadOnlyList<string> operations)
    {
        var errors = Errors(options, key, operations).ToList();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
    }

    private static IEnumerable<string> Errors(SandboxOptions options, string key, IReadOnlyList<string> operations)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
            yield return $"{key}:DataDirectory is empty: name a directory for the sandbox's store.";
        if (options.Latency < TimeSpan.Zero || options.Latency > TimeSpan.FromMinutes(1))
            yield return $"{key}:Latency is {options.Latency}: use 00:00:00 to 00:01:00.";
        if (options.ApiKey is { } secret && !BasicCredential.CanHold(secret))
            yield return $"{key}:ApiKey is empty or holds a blank, a colon or a character outside ASCII.";
        foreach (var (fault, index) in options.Faults.Select((fault, index) => (fault, index)))
        {
            if (fault.Error() is { } error)
                yield return $"{key}:Faults:{index}: {error}";
            if (fault.Operation is { } operation && !operations.Contains(operation))
                yield return $"{key}:Faults:{index}: operation is {operation}; use one of {string.Join(", ", operations)}.";
        }
        if (options is TicketsSandboxOptions tickets)
        {
            if (!IsProjectKey(tickets.ProjectKey))
                yield return $"{key}:ProjectKey is \"{tickets.ProjectKey}\": use 2 to 10 capital letters, such as KAN.";
            if (!Uri.TryCreate(tickets.PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                yield return $"{key}:PublicUrl is \"{tickets.PublicUrl}\": use an http or https address.";
        }
    }

    private static bool IsProjectKey(string key) => key is { Length: >= 2 and <= 10 } && key.All(char.IsAsciiLetterUpper);
}
