using System.Text;

namespace Aegis.LoadTest.UnitTests.EndToEnd;

/// <summary>Tells when the first line is written.</summary>
internal sealed class FirstLine(Action written) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => written();
}
