namespace Aegis.Behaviours;

/// <summary>What each kind of customer does, in order and without end.</summary>
internal static class Stories
{
    private static readonly string[] Stacks = ["Python", "Node.js", "C#", "PHP", "Java", "Go"];
    private static readonly string[] SetUps =
    [
        "I'm a new customer, help me get started with Chargebee", "Set me up, please", "We just signed up. What are the first steps?",
    ];
    private static readonly string[] Questions =
    [
        "What is my status?", "Show my key", "Show me code for Python", "Show me code for Node.js", "How does the weather look in your data centre?",
        "I want to talk to a person", "Show me a first call with curl", "Thanks a lot!",
    ];

    public static IEnumerable<CustomerOperation> Of(BehaviourKind kind, Calls calls, Random random, int customer)
    {
        var arrival = Arrive(random, customer);
        return arrival.Concat(kind switch
        {
            BehaviourKind.SignUp => LookAround(random),
            BehaviourKind.Integrate => Integrate(calls, random),
            BehaviourKind.ErrorSpike => Spike(calls, random),
            BehaviourKind.Decline => Decline(calls, random),
            BehaviourKind.Growth => Grow(calls, random),
            _ => Chat(calls, random),
        });
    }

    private static IEnumerable<CustomerOperation> Arrive(Random random, int customer)
    {
        yield return new CustomerOperation.SignUp($"Company {customer}", $"dev@company-{customer}.example", Pick(Stacks, random));
        yield return new CustomerOperation.AskForSetUp(Pick(SetUps, random));
    }

    private static IEnumerable<CustomerOperation> LookAround(Random random)
    {
        while (true)
            yield return random.Next(10) == 0 ? new CustomerOperation.Say(Pick(Questions, random)) : new CustomerOperation.LookAtHealth();
    }

    private static IEnumerable<CustomerOperation> Integrate(Calls calls, Random random)
    {
        for (var wrong = random.Next(3); wrong > 0; wrong--)
            yield return new CustomerOperation.CallProduct(WellFormed: false);
        for (var right = random.Next(3, 8); right > 0; right--)
            yield return new CustomerOperation.CallProduct(WellFormed: true);
        yield return new CustomerOperation.IssueLiveKey();
        while (true)
            yield return random.Next(5) == 0 ? new CustomerOperation.CallProduct(WellFormed: true) : calls.Recent(random.Next(1, 20), 0.01);
    }

    private static IEnumerable<CustomerOperation> Spike(Calls calls, Random random)
    {
        yield return calls.TwoWeeks(aDayBefore: 8, aDayNow: 8);
        while (true)
        {
            for (var steady = random.Next(5, 15); steady > 0; steady--)
                yield return calls.Recent(random.Next(5, 15), 0.01);
            for (var burst = random.Next(2, 5); burst > 0; burst--)
                yield return calls.Recent(random.Next(10, 40), 0.2 + 0.4 * random.NextDouble());
            yield return new CustomerOperation.Say("What is my status?");
        }
    }

    private static IEnumerable<CustomerOperation> Decline(Calls calls, Random random)
    {
        yield return calls.TwoWeeks(aDayBefore: 20, aDayNow: 5);
        for (var size = 20; ; size = Math.Max(1, size - 1))
            yield return random.Next(4) == 0 ? new CustomerOperation.LookAtHealth() : calls.Recent(size, 0.05);
    }

    private static IEnumerable<CustomerOperation> Grow(Calls calls, Random random)
    {
        yield return calls.TwoWeeks(aDayBefore: 20, aDayNow: 60);
        yield return new CustomerOperation.IssueLiveKey();
        for (var size = 5; ; size = Math.Min(100, size + random.Next(0, 5)))
            yield return calls.Recent(size, 0.005);
    }

    private static IEnumerable<CustomerOperation> Chat(Calls calls, Random random)
    {
        while (true)
            yield return random.Next(4) == 0 ? calls.Recent(random.Next(1, 5), 0.02) : new CustomerOperation.Say(Pick(Questions, random));
    }

    private static string Pick(string[] among, Random random) => among[random.Next(among.Length)];
}
