using System.Text.RegularExpressions;

namespace Aegis.Connectors.Mail.Smtp;

/// <summary>What a mail server said: a code of three digits and its lines.</summary>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsGood => Code is >= 200 and < 400;

    /// <summary>A capability it offered: STARTTLS, or AUTH with what follows it.</summary>
    public string? Offer(string name) =>
        Lines.Skip(1).FirstOrDefault(line => line.Equals(name, StringComparison.OrdinalIgnoreCase) || line.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase));

    /// <summary>What it says of the message: 4xx is for later, everything else for good. Nothing of it was done.</summary>
    public ConnectorException Refusal(string step) => new(
        Code is >= 400 and < 500 ? FailureKind.Unavailable : FailureKind.Rejected,
        $"The mail server answered {step} with {Code}: {Shown}");

    /// <summary>Its first line, bounded, without the address it may repeat.</summary>
    private string Shown => Lines.Count == 0 ? "" : Address().Replace(Lines[0].Length > 120 ? Lines[0][..120] : Lines[0], "(address)");

    [GeneratedRegex(@"\S*@\S*", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
