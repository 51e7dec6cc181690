using System.Text.RegularExpressions;

namespace Aegis.Grains.Routing;

/// <summary>Cuts a message where one wish may end and another begin.</summary>
internal static partial class Clauses
{
    /// <summary>A message of more parts than this is a text and not a list of wishes.</summary>
    private const int Limit = 12;

    public static IEnumerable<string> Of(string message) =>
        Borders().Split(message).Where(clause => !string.IsNullOrWhiteSpace(clause)).Take(Limit);

    [GeneratedRegex("""
        [.!?;]+(?=\s|$) | \n+ | ,\s+(?=(?:and|also|plus|but|and\salso|und|auch|außerdem|aber|y|también|pero|et|aussi|mais|e|também|mas|what|how|where|can|do|is|please|my|why)\b)
        | \s(?=(?:and\salso|also|plus|and\s(?:what|how|where|why|can|is|do|does|my|if|tell|show|i|we|who|please|give|send|confirm|issue|cancel)|but|und\s(?:wo|wie|was|wann|warum|eure)|außerdem|además|y\s(?:como|cómo|que|qué|donde|dónde|tambien|también|el|quisiera)|et\s(?:où|comment|que|quel|résilier)|e\s(?:como|onde|qual|quero))\b)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Borders();
}
