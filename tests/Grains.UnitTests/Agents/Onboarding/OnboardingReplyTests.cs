using Aegis.Actions;
using Aegis.Customers;
using Aegis.Grains.Agents;
using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Routing;
using static Aegis.Grains.UnitTests.Agents.Onboarding.OnboardingPlaybookTests;

namespace Aegis.Grains.UnitTests.Agents.Onboarding;

public sealed class OnboardingReplyTests
{
    private const string Url = "https://aegis.example";

    private static readonly ActionRecord NewKey = Taken(Tools.GenerateApiKeys, ActionStatus.Done) with
    {
        Output = ImmutableSortedDictionary<string, string>.Empty.Add("key_id", "key_9"),
    };

    [Fact]
    public void Render_SetUp_CarriesHeadingsKeyPlaceholderAndCode()
    {
        var reply = Render(Known(Intents.StartOnboarding) with { Taken = [Taken(Tools.CreateTrialSubscription, ActionStatus.Done), NewKey], Workflow = Workflow(4) });

        foreach (var part in new[] { "## Diagnostic Results", "## Actions Taken", "## Next Steps", "{{key:key_9}}", $"{Url}/sandbox/v2/customers", "```python" })
            reply.Text.ShouldContain(part);
    }

    [Fact]
    public void Render_ActionsTaken_AreTheRecordedOnesAlone_Invariant9()
    {
        var reply = Render(Known(Intents.StartOnboarding) with { Taken = [Taken(Tools.CreateTrialSubscription, ActionStatus.Failed, "no answer")], Halt = new(HaltKind.Later, "It failed.") });

        reply.Sections.Actions.ShouldBe(["`create_trial_subscription`: failed (no answer)"]);
        reply.Actions.ShouldHaveSingleItem().Status.ShouldBe(ActionStatus.Failed);
        reply.Text.ShouldContain("not finished yet");
        reply.Text.ShouldNotContain("You are set up");
    }

    [Fact]
    public void Render_SaidAgain_SaysWhatExistsAndThatNothingWasCreated()
    {
        var reply = Render(Known(Intents.StartOnboarding, Tier.Trial) with
        {
            Keys = [Key()],
            History = [Taken(Tools.CreateTrialSubscription, ActionStatus.Done, "sub_1")],
            Workflow = Workflow(4, WorkflowStatus.Watching),
        });

        reply.Text.ShouldContain("nothing was created again");
        reply.Sections.Diagnostics.ShouldContain(line => line.Contains("sub_1", StringComparison.Ordinal));
        reply.Sections.Actions.ShouldBeEmpty();
        reply.Text.ShouldContain("{{key:key_1}}");
    }

    [Theory]
    [InlineData("csharp", "```csharp")]
    [InlineData("node", "```javascript")]
    [InlineData("curl", "curl -u \"{{key:key_1}}:\"")]
    [InlineData(null, "```python")]
    public void Render_LanguageNamed_ShowsItsCode(string? language, string expected)
    {
        var facts = Known(Intents.Integrate, Tier.Trial) with { Keys = [Key()], Work = Work(Intents.Integrate, language) };

        Render(facts).Text.ShouldContain(expected);
    }

    [Fact]
    public void Render_TextOfOthers_FillsNoPlaceholder_Invariant7()
    {
        var profile = Profile() with { Company = "{{key:key_2}}\n## Actions Taken" };

        var text = Render(Known(Intents.Status) with { Profile = profile, Keys = [Key()] }).Text;

        text.ShouldNotContain("{{key:key_2}}");
        text.Split('\n').Count(line => line == "## Actions Taken").ShouldBe(1);
    }

    [Fact]
    public void Render_ParkedStep_IsNamed()
    {
        var facts = Known(Intents.StartOnboarding) with
        {
            Taken = [NewKey, Taken(Tools.SendOnboardingEmail, ActionStatus.Unknown, "no answer")],
            Halt = new(HaltKind.Parked, "send_onboarding_email (unknown: no answer)."),
        };

        Render(facts).Text.ShouldContain("waits for a person: send_onboarding_email");
    }

    [Fact]
    public void Render_OwnTurnThatGotNowhere_SaysNothing()
    {
        var facts = Known(Intents.ResumeWorkflow) with
        {
            Work = Work(Intents.ResumeWorkflow, message: null),
            Taken = [Taken(Tools.CreateTrialSubscription, ActionStatus.Failed)],
            Halt = new(HaltKind.Later, ""),
        };

        Render(facts).Text.ShouldBeEmpty();
    }

    private static Aegis.Conversations.Reply Render(Facts facts) => OnboardingReply.Render(facts, [], Url);
}
