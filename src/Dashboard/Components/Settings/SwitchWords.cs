using Aegis.Dashboard.Components.Controls;
using Aegis.Policy;

namespace Aegis.Dashboard.Components.Settings;

/// <summary>How the console words kill switches.</summary>
internal static class SwitchWords
{
    /// <summary>"All actions", "Customer acme".</summary>
    public static string Of(SwitchScope scope, string name) => scope == SwitchScope.Fleet ? "All actions" : $"{Words.Of(scope)} {ShownText.Isolated(name)}";
}
