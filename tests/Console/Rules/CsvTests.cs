using Aegis.Dashboard.Export;

namespace Aegis.Console.Rules;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    [InlineData(" =1+1")]
    [InlineData("\uFEFF\u200B=1+1")]
    public void Row_OfTextThatASpreadsheetWouldWorkOut_MarksItAsText(string text) => Csv.Row(text).ShouldBe($"\"'{text}\"\r\n");

    [Theory]
    [InlineData("Acme", "Acme")]
    [InlineData("a=b", "a=b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;=b", "\"a;=b\"")]
    [InlineData("\"", "\"\"\"\"")]
    [InlineData("", "")]
    public void Row_OfOtherText_KeepsIt(string text, string cell) => Csv.Row(text).ShouldBe(cell + "\r\n");

    [Fact]
    public void Row_OfANegativeNumber_IsANumber() => Csv.Row(-1, 0.5).ShouldBe("-1,0.5\r\n");
}
