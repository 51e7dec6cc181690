using System.Text.Json;

namespace Aegis.Console.Support;

/// <summary>Looks for accessibility faults with axe-core, which is not ours.</summary>
public static class Axe
{
    private static readonly Lazy<string> s_script = new(() => File.ReadAllText(Path.Combine(NodePackages.Directory, "axe-core", "axe.min.js")));

    /// <summary>The faults of levels A and AA of a page as it stands, one line each: rule, what is wrong, where.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page)
    {
        // Evaluated rather than added as a script, which the page's policy refuses; once a page, for it is half a megabyte.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(s_script.Value + "; null");
        var faults = await page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }))
                .violations.map(v => `${v.id}: ${v.help} — ${v.nodes.slice(0, 5).map(n => n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? '')).join(' | ')}`)
            """);
        return [.. faults.EnumerateArray().Select(f => f.GetString()!)];
    }
}
