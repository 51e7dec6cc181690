namespace Aegis.Dashboard.Components.Controls;

/// <summary>Writes the address of a page from what it shows.</summary>
internal static class PageAddress
{
    /// <summary>A path with those parameters that say something.</summary>
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var said = new List<string>();
        foreach (var (name, value) in parameters)
            if (value is not null)
                said.Add($"{name}={Uri.EscapeDataString(value)}");
        return said.Count == 0 ? path : $"{path}?{string.Join('&', said)}";
    }
}
