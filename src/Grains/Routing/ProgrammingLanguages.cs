using System.Text.RegularExpressions;

namespace Aegis.Grains.Routing;

/// <summary>The languages code is written in, and the words and frameworks that name them.</summary>
public static partial class ProgrammingLanguages
{
    public const string Python = "python";
    public const string Node = "node";
    public const string CSharp = "csharp";
    public const string Curl = "curl";
    public const string Php = "php";
    public const string Ruby = "ruby";
    public const string Java = "java";
    public const string Go = "go";

    public static readonly ImmutableArray<string> All = [Python, Node, CSharp, Curl, Php, Ruby, Java, Go];

    /// <summary>The first language a text names, or null. ".net", "c#" and "node.js" are read with their signs.</summary>
    public static string? In(string text)
    {
        var match = Names().Match(text);
        return match.Success
            ? match.Groups.Keys.First(g => !char.IsDigit(g[0]) && match.Groups[g].Success)
            : null;
    }

    /// <summary>The language of a customer: what the message names, else what its stack says, else Python.</summary>
    public static string Of(string? named, IEnumerable<string> techStack) =>
        named ?? techStack.Select(OfTechnology).FirstOrDefault(l => l is not null) ?? Python;

    /// <summary>A word of every day in a message, a language as the name of a technology.</summary>
    private static string? OfTechnology(string name) => name.Trim().Equals("go", StringComparison.OrdinalIgnoreCase) ? Go : In(name);

    /// <summary>How a language is written: "C#".</summary>
    public static string Title(string language) => language switch
    {
        Node => "Node.js",
        CSharp => "C#",
        Curl => "curl",
        Php => "PHP",
        Ruby => "Ruby",
        Java => "Java",
        Go => "Go",
        _ => "Python",
    };

    [GeneratedRegex("""
        (?<![\p{L}\p{N}])(?:
          (?<python> python[23]?(?:\.\d+)? | pyhton | pyton | phyton | pythn | pythno | py3? | django | flask | fast\s?api | pyramid | celery | pandas | jupyter )
        | (?<node>   node(?:\s?\.?\s?js)? | nodjs | javascript | javscript | javascrpt | java\sscript | js | typescript | typscript | ts | express(?:\.?js)? | nest(?:\.?js) | next(?:\.?js) | deno | bun | react | vue | angular )
        | (?<csharp> c\s?\# | c\s?sharp | csharp | \.net | dotnet | dot\snet | asp\.?net(?:\score)? | blazor | f\# | vb\.net )
        | (?<curl>   curl | c\s?url | bash | shell | zsh | sh | command\s?line | terminal | httpie | wget )
        | (?<php>    php\d? | laravel | symfony | wordpress | woocommerce | composer )
        | (?<ruby>   ruby | rails | ror | sinatra )
        | (?<java>   java\d{0,2} | spring\s?boot | kotlin )
        | (?<go>     golang | go\slang )
        )(?![\p{L}\p{N}])
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
