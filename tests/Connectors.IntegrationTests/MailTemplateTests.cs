using Aegis.Connectors.Mail;
using Aegis.Fixtures;

namespace Aegis.Connectors.IntegrationTests;

public sealed class MailTemplateTests
{
    private static readonly Dictionary<string, string> Acme = new() { ["company"] = "Acme <script> & Söhne {{site}}" };

    [Fact]
    public void Write_OnboardingWithoutASite_LeavesItOutAndEscapesInHtmlAlone()
    {
        var mail = new MailTemplates(null).Write("onboarding", "ada@example.com", Acme);

        mail.Subject.ShouldBe("Your trial is ready");
        mail.Text.ShouldStartWith("Hello Acme <script> & Söhne {{site}},");
        mail.Text.ShouldContain("your trial is set up.");
        mail.Html!.ShouldContain("Acme &lt;script&gt; &amp; S");
        mail.Html!.ShouldNotContain("<script>");
    }

    [Fact]
    public void Write_WithASite_NamesIt() =>
        new MailTemplates(null).Write("onboarding", "ada@example.com", new Dictionary<string, string>(Acme) { ["site"] = "acme-test" }).Text.ShouldContain("sandbox site acme-test is waiting");

    [Fact]
    public void Write_OfOnesOwnFolder_GoesFirstAndMayHaveNoHtml()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(Path.Combine(directory.Path, "onboarding.txt"), "Moin {{company}}\n\nText");
        File.WriteAllText(Path.Combine(directory.Path, "own.txt"), "Own\n\nFor {{nobody}}");
        var templates = new MailTemplates(directory.Path);

        templates.Write("onboarding", "ada@example.com", Acme).Subject.ShouldStartWith("Moin Acme");
        Should.Throw<ConnectorException>(() => templates.Write("own", "ada@example.com", Acme)).Message.ShouldContain("nobody");
        Should.Throw<ConnectorException>(() => templates.Write("none", "ada@example.com", Acme)).Kind.ShouldBe(FailureKind.Rejected);
    }
}
