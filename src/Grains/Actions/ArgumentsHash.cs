using System.Security.Cryptography;
using System.Text;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Actions;

/// <summary>What an approval binds: the tool and its exact arguments.</summary>
public static class ArgumentsHash
{
    /// <summary>SHA-256, lower-case hex, of the tool and the arguments as JSON in ordinal order of their names.</summary>
    public static string Of(string tool, ImmutableSortedDictionary<string, string> arguments) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonText.Object(("tool", tool), ("arguments", arguments.WithComparers(StringComparer.Ordinal))))));
}
