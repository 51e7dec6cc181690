using System.Globalization;
using System.Net;

namespace Aegis.LoadTest.Reports;

/// <summary>What both charts share: numbers as SVG wants them, and axes that people can read.</summary>
internal static class Svg
{
    public const int Width = 860;

    /// <summary>An interpolated string in the invariant culture.</summary>
    public static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A round step of which four or five reach up to the maximum.</summary>
    public static double StepTo(double maximum)
    {
        if (maximum <= 0)
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(maximum / 4)));
        return (maximum / 4 / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }

    /// <summary>1234567 → "1.2 M".</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 1e6 => Of($"{value / 1e6:0.##} M"),
        >= 1e3 => Of($"{value / 1e3:0.##} k"),
        >= 10 or 0 => Of($"{value:0}"),
        _ => Of($"{value:0.##}"),
    };
}
