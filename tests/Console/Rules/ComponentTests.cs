using System.Text.RegularExpressions;

namespace Aegis.Console.Rules;

/// <summary>What holds of all components as they are written.</summary>
public sealed partial class ComponentTests
{
    /// <summary>Fields whose text is kept otherwise: by the composer itself, in the address; or that are picked anew at once.</summary>
    private static readonly string[] s_kept = ["Composer.razor", "CustomerFilters.razor", "PastPicker.razor", "CommandPalette.razor"];

    /// <summary>Keys that the script gives a meaning on every page.</summary>
    private static readonly string[] s_everywhere = ["Ctrl", "⌘", "K", "j", "k", "Enter", "Shift", "←", "→", "x", "/", "g", "Esc", "?"];

    [Fact]
    public void TextFields_OfEveryForm_KeepWhatIsTypedWhileTheServerIsGone() =>
        Repository.Components().Where(c => !s_kept.Contains(c.Name))
            .SelectMany(c => TextField().Matches(c.Text).Where(field => !field.Value.Contains("data-draft", StringComparison.Ordinal)).Select(field => $"{c.Name}: {field.Value}"))
            .ShouldBeEmpty();

    [Fact]
    public void Shortcuts_ListsTheKeysThereAre_AndNoOther()
    {
        var components = Repository.Components().ToArray();
        var there = components.SelectMany(c => Key().Matches(c.Text)).Select(m => m.Groups[1].Value == "Escape" ? "Esc" : m.Groups[1].Value);

        var listed = Listed().Matches(components.Single(c => c.Name == "Shortcuts.razor").Text).Select(m => m.Groups[1].Value).Where(key => key != "@place.Key");

        listed.Distinct().ShouldBe(there.Concat(s_everywhere).Distinct(), ignoreOrder: true);
    }

    [GeneratedRegex("""<(textarea|input(?![^>]*type="(checkbox|radio|hidden)"))(=>|[^>])*>""")]
    private static partial Regex TextField();

    [GeneratedRegex("data-key=\"([A-Za-z]+)\"")]
    private static partial Regex Key();

    [GeneratedRegex("<kbd>([^<]+)</kbd>")]
    private static partial Regex Listed();
}
