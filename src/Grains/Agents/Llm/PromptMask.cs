using System.Text.RegularExpressions;
using Aegis.Grains.Keys;

namespace Aegis.Grains.Agents.Llm;

/// <summary>Takes out of a text whatever looks like a secret, of Aegis or of others, before a model is told of it or it is recorded.</summary>
public static partial class PromptMask
{
    public static string Apply(string text) => Named().Replace(Known().Replace(SecretMask.Apply(text), "***"), found => $"{found.Groups["name"].Value}***");

    // By how they look, whatever stands before them: keys of common providers, tokens, private keys, passwords in addresses.
    [GeneratedRegex("""
        -----BEGIN\s[A-Z ]*PRIVATE\sKEY-----.*?(?:-----END\s[A-Z ]*PRIVATE\sKEY-----|\z)
        | \b(?:sk|pk|rk)-(?:ant-|proj-|or-)?[A-Za-z0-9_-]{16,}
        | \b(?:gh[pousr]_|github_pat_|glpat-|xox[abposr]-|whsec_|rk_(?:test|live)_|pk_(?:test|live)_|AIza|ya29\.|npm_|dop_v1_|ATATT|SG\.)[A-Za-z0-9_.\-]{10,}
        | \bsk_(?:test|live)_[A-Za-z0-9]{5,}
        | \b(?:AKIA|ASIA)[A-Z0-9]{12,}
        | \beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?
        | (?<=://[^\s:/@]{1,64}:)[^\s@/]{1,256}(?=@)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Known();

    // By what they are called. A placeholder is none.
    [GeneratedRegex("""
        (?<name>\b(?:[A-Za-z0-9_-]*(?:password|passwd|passphrase|secret|api[_-]?key|apikey|access[_-]?key|auth[_-]?token|access[_-]?token|refresh[_-]?token|api[_-]?token|client[_-]?secret|private[_-]?key|kennwort|passwort)[A-Za-z0-9_]*|pwd|pin|token|bearer|basic)["'`]?(?:\s*[:=]\s*|\s+(?:is|ist|es)\s*:?\s+|(?<=bearer|basic)\s+)["'`]?)
        (?!\{\{key:|\*\*\*|sk_(?:test|live)_\w{0,4}…)(?=[^\s"'`,;]*[0-9!@\#$%^&+/=_-]|[^\s"'`,;]{16,})[^\s"'`,;]{6,}
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
