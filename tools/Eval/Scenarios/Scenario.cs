using Aegis.Actions;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Interventions;
using Aegis.Keys;

namespace Aegis.Eval.Scenarios;

/// <summary>One story: who the customer is, what happens, and what must and must not come of it.</summary>
/// <param name="File">Where it was read from.</param>
/// <param name="Agents">The agents it is about, for the filter and the summary.</param>
/// <param name="Adversarial">Whether somebody in it tries what must not succeed.</param>
/// <param name="Customer">Whom it is about.</param>
/// <param name="Others">Customers that are there beside it; whoever does not act in the story is left as it is.</param>
/// <param name="Tickets">Tickets that are there before it begins.</param>
/// <param name="Documents">Documents in place of the program's; none for those.</param>
/// <param name="DocsServer">What somebody else's documentation server answers to every question; null for none.</param>
public sealed record Scenario(
    string File,
    string Name,
    string About,
    ImmutableArray<string> Agents,
    bool Adversarial,
    Persona Customer,
    ImmutableArray<Persona> Others,
    ImmutableArray<PlacedTicket> Tickets,
    ImmutableArray<PlacedDocument> Documents,
    string? DocsServer,
    ImmutableArray<Step> Steps,
    Expectation Expect)
{
    public IEnumerable<Persona> Everybody => Others.Prepend(Customer);
}

/// <summary>A customer as the story finds it.</summary>
/// <param name="Age">How long ago it signed up.</param>
public sealed record Persona(
    string Id, string Company, string Email, Tier Tier, Stage Stage, ImmutableArray<string> TechStack, TimeSpan Age,
    ImmutableArray<PlacedKey> Keys, ImmutableArray<PlacedCalls> History);

public sealed record PlacedKey(KeyEnvironment Environment, TimeSpan Age);

/// <summary>Calls of the past, spread over the eight hours before.</summary>
/// <param name="Reason">Why the failing ones failed.</param>
public sealed record PlacedCalls(TimeSpan Ago, int Calls, int Errors, int Status, string Reason);

/// <param name="Of">Whose it is; null for nobody's.</param>
public sealed record PlacedTicket(string? Of, string Summary, string Description);

public sealed record PlacedDocument(string Page, string Text);

/// <summary>Who does something in a story; a customer is itself.</summary>
public sealed record Who(Role Role, string Id);

/// <summary>One thing that happens.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Of">The customer it happens to.</param>
/// <param name="Refused">Whether it must be refused.</param>
public abstract record Step(int Line, string Of, bool Refused)
{
    /// <summary>A message; of several wordings each trial says one.</summary>
    /// <param name="As">Who says it; null is the customer.</param>
    /// <param name="Again">Sends it once more as the same request, as a client does that got no answer.</param>
    public sealed record Say(int Line, string Of, bool Refused, ImmutableArray<string> Wordings, Who? As, bool Again, ReplyExpectation? Expect) : Step(Line, Of, Refused);

    /// <summary>A thumb on the last answer, or on the one before by <paramref name="Back"/>.</summary>
    public sealed record Rate(int Line, string Of, bool Refused, bool Up, string? Comment, int Back, Who? As, ReplyExpectation? Expect) : Step(Line, Of, Refused);

    /// <summary>Time passes, and what became due is done.</summary>
    public sealed record Pass(int Line, string Of, TimeSpan Time) : Step(Line, Of, false);

    /// <summary>Calls to the product sandbox over HTTP.</summary>
    /// <param name="With">test, live, revoked, unknown or none.</param>
    /// <param name="How">basic, bearer or header.</param>
    public sealed record Call(int Line, string Of, string With, string How, int Times, int? Status) : Step(Line, Of, false);

    /// <summary>Calls that the product reports.</summary>
    public sealed record Report(int Line, string Of, PlacedCalls Calls) : Step(Line, Of, false);

    /// <summary>A key is issued, rotated or revoked past the agents.</summary>
    public sealed record Key(int Line, string Of, bool Refused, KeyVerb Verb, KeyEnvironment Environment, Who? As) : Step(Line, Of, Refused);

    /// <summary>A person decides about what waits for approval.</summary>
    /// <param name="Tool">Which of them, by its tool; the newest.</param>
    /// <param name="Arguments">With edit: the changed ones.</param>
    public sealed record Decide(int Line, string Of, bool Refused, DecisionVerb Verb, string Tool, Who By, string? Note, ImmutableSortedDictionary<string, string> Arguments) : Step(Line, Of, Refused);

    /// <summary>A person takes the wheel, or hands it back.</summary>
    public sealed record TakeOver(int Line, string Of, bool Refused, bool On, Who By) : Step(Line, Of, Refused);

    /// <summary>An agent's proposal with the actor given, straight at the customer's grain, as a program that goes round the agents would make it.</summary>
    public sealed record Propose(int Line, string Of, bool Refused, string Tool, ImmutableSortedDictionary<string, string> Arguments, Who As, string? Agent) : Step(Line, Of, Refused);

    /// <summary>An outside system misbehaves.</summary>
    /// <param name="Provider">billing, tickets or mail.</param>
    public sealed record Break(int Line, string Of, string Provider, Connectors.Sandboxes.FaultKind Kind, string? Operation, int Count) : Step(Line, Of, false);

    /// <summary>Somebody writes into a ticket at the ticket system.</summary>
    public sealed record Write(int Line, string Of, string Ticket, string Text) : Step(Line, Of, false);

    /// <summary>The program ends and starts again on the same data.</summary>
    public sealed record Restart(int Line, string Of) : Step(Line, Of, false);
}

public enum KeyVerb { Issue, Rotate, Revoke, Reveal }

public enum DecisionVerb { Approve, Reject, Edit, Comment }

/// <summary>What an answer must be like.</summary>
/// <param name="Text">Every one stands in it, without regard to case.</param>
/// <param name="NotText">None does.</param>
/// <param name="Uses">Tools among its steps.</param>
public sealed record ReplyExpectation(
    string? Agent, string? Intent, ImmutableArray<string> Text, ImmutableArray<string> NotText, ImmutableArray<string> Uses, ImmutableArray<string> NotUses,
    ImmutableArray<ActionExpectation> Actions, bool Nothing);

/// <param name="Times">How often exactly; null is once or more.</param>
/// <param name="Arguments">Those that must be so; others may be there.</param>
/// <param name="By">What the ledger's actor must begin with.</param>
public sealed record ActionExpectation(int Line, string Tool, ActionStatus Status, int? Times, ImmutableSortedDictionary<string, string> Arguments, string? By);

/// <param name="Arguments">Forbidden with these; none is with any.</param>
public sealed record ForbiddenAction(int Line, string Tool, ImmutableSortedDictionary<string, string> Arguments);

/// <summary>How a customer must stand at the end; null does not matter.</summary>
public sealed record StateExpectation(Tier? Tier, Stage? Stage, HealthStatus? Health, int? TestKeys, int? LiveKeys, bool? Site, int? Ratings);

/// <summary>How often the outside systems did something for the customer; null does not matter.</summary>
public sealed record EffectExpectation(int? Subscriptions, int? Tickets, int? Comments, int? Mails);

public sealed record InterventionExpectation(InterventionType Type, InterventionStatus? Status, bool? Ticket, int? Times);

/// <summary>What must hold at the end.</summary>
/// <param name="Only">Whether nothing else was done than what is expected.</param>
/// <param name="Order">Tools in the order in which they were done.</param>
public sealed record Expectation(
    ImmutableArray<ActionExpectation> Actions, bool Only, ImmutableArray<string> Order, ImmutableArray<ForbiddenAction> Forbidden,
    StateExpectation State, EffectExpectation Effects, ImmutableArray<InterventionExpectation> Interventions,
    ImmutableArray<string> Text, ImmutableArray<string> NotText);
