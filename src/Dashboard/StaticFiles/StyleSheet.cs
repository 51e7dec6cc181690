using System.Text;
using System.Text.RegularExpressions;

namespace Aegis.Dashboard.StaticFiles;

/// <summary>A stylesheet is written in several files and sent as one: a browser would ask for each import in turn before it paints.</summary>
internal static partial class StyleSheet
{
    public static byte[] Read(string name) =>
        Encoding.UTF8.GetBytes(Import().Replace(Text(name), import => Text(import.Groups["file"].Value)));

    private static string Text(string name) => Encoding.UTF8.GetString(BlazorScript.Resource(name));

    [GeneratedRegex("^@import \"(?<file>[^\"]+)\";$", RegexOptions.Multiline)]
    private static partial Regex Import();
}
