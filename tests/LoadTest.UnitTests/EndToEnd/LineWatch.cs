using System.Text;

namespace Aegis.LoadTest.UnitTests.EndToEnd;

/// <summary>Tells when an awaited line is written.</summary>
internal sealed class LineWatch(Predicate<string> awaited, Action written) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        if (value is not null && awaited(value))
            written();
    }
}
