using System.CommandLine;

namespace Aegis.Silo.Commands;

/// <summary>Options that several commands take.</summary>
public static class CommonOptions
{
    public static readonly Option<string> Data = new("--data") { Description = "The data directory (default ./data)." };

    public static IReadOnlyDictionary<string, string?> Settings(ParseResult parsed) =>
        parsed.GetValue(Data) is { } data ? new Dictionary<string, string?> { ["Aegis:Data"] = data } : [];
}
