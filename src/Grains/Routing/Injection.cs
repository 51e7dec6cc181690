using System.Text.RegularExpressions;

namespace Aegis.Grains.Routing;

/// <summary>Whether a text tries to give orders as if it were ours. Nothing obeys text in any case; this only keeps such a text from being read as a wish to act.</summary>
internal static partial class Injection
{
    public static bool IsIn(string text) => Patterns().IsMatch(text);

    [GeneratedRegex("""
        (?:ignore|disregard|forget|override|bypass|vergiss|ignoriere|ignora|ignorez|ignore[sz]?|olvida|esquece|oublie[sz]?)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines?|anweisungen|regeln|instrucciones|reglas|consignes|règles|instruções|regras|policy|policies|restrictions?)
        | system\s*prompt | </?\s*(?:system|user|assistant|instructions?)\s*> | ^\s*(?:\[|<\|)?\s*(?:system|assistant|developer)\s*(?:\]|\|>)?\s*: | \{\{\s*system
        | you\sare\snow\s | jailbreak | developer\smode | \bDAN\b | pretend\s(?:to\sbe|you\sare|that) | act\sas\s(?:an?\s)?(?:admin|root|system) | print\syour\s(?:prompt|instructions)
        | repeat\s(?:everything|all)\sabove | reveal\syour\s(?:prompt|instructions) | new\sinstructions?\s*: | begin\ssystem | sudo\s | (?:make|set)\sme\s(?:an?\s)?admin | <script\b | drop\stable
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Patterns();
}
