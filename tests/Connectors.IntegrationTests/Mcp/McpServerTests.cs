using System.Diagnostics;
using System.Text.Json.Nodes;
using Aegis.Connectors.Mcp;
using Aegis.Fixtures;

namespace Aegis.Connectors.IntegrationTests.Mcp;

public sealed class McpServerTests : IAsyncDisposable
{
    private readonly List<McpServers> _servers = [];

    [NodeFact]
    public async Task Stdio_OfARealServer_ListsAndCalls()
    {
        var server = Serve(Everything.OverStdio());

        var tools = await server.ListToolsAsync(anew: true, None);
        var sum = await server.CallAsync("get-sum", new JsonObject { ["a"] = 2, ["b"] = 40 }, changes: false, None);

        tools.Select(tool => tool.Name).ShouldContain("echo");
        tools.ShouldAllBe(tool => tool.Fault == null && tool.Hash.Length == 64);
        sum.IsError.ShouldBeFalse();
        sum.Text.ShouldContain("42");
    }

    [NodeFact]
    public async Task Http_OfARealServer_ListsAndCalls()
    {
        await using var everything = await Everything.OverHttpAsync();
        var server = Serve(Everything.At(everything));

        var tools = await server.ListToolsAsync(anew: true, None);
        var echoed = await server.CallAsync("echo", new JsonObject { ["message"] = "größer 😀" }, changes: false, None);

        tools.Select(tool => tool.Name).ShouldContain("get-sum");
        echoed.Text.ShouldContain("größer 😀");
    }

    [NodeTheory]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task Http_InAnOlderRevision_CallsToo(string revision)
    {
        await using var everything = await Everything.OverHttpAsync();
        var settings = Everything.At(everything);
        settings.ProtocolVersion = revision;

        (await Serve(settings).CallAsync("echo", new JsonObject { ["message"] = "hello" }, changes: false, None)).Text.ShouldContain("hello");
    }

    [NodeFact]
    public async Task Tools_ListedTwice_HaveTheSameHashes()
    {
        var first = await Serve(Everything.OverStdio()).ListToolsAsync(anew: true, None);
        var second = await Serve(Everything.OverStdio()).ListToolsAsync(anew: true, None);

        second.Select(tool => tool.Hash).ShouldBe(first.Select(tool => tool.Hash));
    }

    [NodeFact]
    public async Task Call_OfManyAtOnce_SharesOneSession()
    {
        var server = Serve(Everything.OverStdio());

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            server.CallAsync("get-sum", new JsonObject { ["a"] = i, ["b"] = 1000 }, changes: false, None)));

        answers.Select((answer, i) => answer.Text.Contains($"{i + 1000}", StringComparison.Ordinal)).ShouldAllBe(right => right);
        server.ProcessId.ShouldNotBeNull();
    }

    [NodeFact]
    public async Task Program_GetsNoneOfOurVariablesButThoseItIsTold()
    {
        var variable = $"AEGIS_CANARY_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(variable, "a-secret-of-ours");
        var settings = Everything.OverStdio();
        settings.Environment["TOLD_IT"] = "a-secret-of-the-server";

        var answer = await Serve(settings).CallAsync("get-env", [], changes: false, None);

        answer.Text.ShouldContain("TOLD_IT");
        answer.Text.ShouldNotContain(variable);
        // What it was told is no text for anybody else.
        answer.Text.ShouldNotContain("a-secret-of-the-server");
    }

    [NodeFact]
    public async Task Answer_LongerThanIsKept_IsCut()
    {
        var settings = Everything.OverStdio();
        settings.LongestAnswer = 1_000;

        var answer = await Serve(settings).CallAsync("echo", new JsonObject { ["message"] = new string('x', 50_000) }, changes: false, None);

        answer.IsCut.ShouldBeTrue();
        answer.Text.Length.ShouldBeLessThanOrEqualTo(1_001);
    }

    [NodeFact]
    public async Task Call_OfAnUnknownTool_IsRefusedAndLeavesTheSession()
    {
        var server = Serve(Everything.OverStdio());
        await server.CallAsync("echo", new JsonObject { ["message"] = "before" }, changes: false, None);
        var before = server.ProcessId;

        var answer = await Answered(server.CallAsync("no-such-tool", [], changes: true, None));

        answer.ShouldBe("refused");
        server.ProcessId.ShouldBe(before);
    }

    [NodeFact]
    public async Task Program_ThatCrashes_IsStartedAgainByTheNextCall()
    {
        var server = Serve(Everything.OverStdio());
        await server.CallAsync("echo", new JsonObject { ["message"] = "before" }, changes: false, None);
        var before = server.ProcessId.ShouldNotBeNull();

        await KillAsync(before);
        var after = await server.CallAsync("echo", new JsonObject { ["message"] = "after" }, changes: false, None);

        after.Text.ShouldContain("after");
        server.ProcessId.ShouldNotBeNull().ShouldNotBe(before);
    }

    [NodeFact]
    public async Task Program_ThatCrashesInACallThatChanges_LeavesItsOutcomeUnknown()
    {
        var server = Serve(Everything.OverStdio());
        await server.CallAsync("echo", new JsonObject { ["message"] = "before" }, changes: false, None);

        var call = server.CallAsync("trigger-long-running-operation", new JsonObject { ["duration"] = 60, ["steps"] = 2 }, changes: true, None);
        await KillAsync(server.ProcessId.ShouldNotBeNull());

        (await Should.ThrowAsync<ConnectorException>(() => call)).Kind.ShouldBe(FailureKind.Unknown);
    }

    [NodeFact]
    public async Task Program_ThatHangs_IsTimedOutEndedAndStartedAgain()
    {
        var settings = Everything.OverStdio();
        settings.Timeout = TimeSpan.FromSeconds(1);
        var server = Serve(settings);
        await server.CallAsync("echo", new JsonObject { ["message"] = "before" }, changes: false, None);
        var hanging = server.ProcessId.ShouldNotBeNull();
        await SignalAsync("STOP", hanging);

        var failure = await Should.ThrowAsync<ConnectorException>(() => server.CallAsync("echo", new JsonObject { ["message"] = "lost" }, changes: false, None));

        failure.Kind.ShouldBe(FailureKind.Unavailable);
        await EndedAsync(hanging);
        (await server.CallAsync("echo", new JsonObject { ["message"] = "after" }, changes: false, None)).Text.ShouldContain("after");
    }

    [NodeFact]
    public async Task Call_ThatIsMerelySlow_LeavesTheSessionToOthers()
    {
        var settings = Everything.OverStdio();
        settings.Timeout = TimeSpan.FromSeconds(2);
        var server = Serve(settings);
        await server.CallAsync("echo", new JsonObject { ["message"] = "before" }, changes: false, None);
        var before = server.ProcessId.ShouldNotBeNull();

        var failure = await Should.ThrowAsync<ConnectorException>(() =>
            server.CallAsync("trigger-long-running-operation", new JsonObject { ["duration"] = 60, ["steps"] = 2 }, changes: true, None));

        failure.Kind.ShouldBe(FailureKind.Unknown);
        (await server.CallAsync("echo", new JsonObject { ["message"] = "after" }, changes: false, None)).Text.ShouldContain("after");
        server.ProcessId.ShouldNotBeNull().ShouldBe(before);
    }

    [NodeFact]
    public async Task Http_ServerStartedAnew_IsReachedAgain()
    {
        var everything = await Everything.OverHttpAsync();
        var server = Serve(Everything.At(everything));
        await server.CallAsync("echo", new JsonObject { ["message"] = "before" }, changes: false, None);

        await everything.KillAsync();
        await using var again = await Everything.OverHttpAsync(everything.Port);

        (await server.CallAsync("echo", new JsonObject { ["message"] = "after" }, changes: false, None)).Text.ShouldContain("after");
    }

    [Fact]
    public async Task Program_ThatIsNotThere_IsUnavailableAndTriedEverLater()
    {
        var server = Serve(Named("no-such-program-anywhere"));

        var failures = new List<ConnectorException>();
        for (var i = 0; i < 4; i++)
            failures.Add(await Should.ThrowAsync<ConnectorException>(() => server.CallAsync("echo", [], changes: true, None)));

        failures.ShouldAllBe(failure => failure.Kind == FailureKind.Unavailable);
        failures[0].Message.ShouldContain("no-such-program-anywhere");
        failures[^1].RetryAfter.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task Program_ThatNeverAnswers_IsWaitedForOnce()
    {
        var settings = Named("sleep");
        (settings.Arguments, settings.Timeout) = (["60"], TimeSpan.FromSeconds(1));
        var server = Serve(settings);
        await Should.ThrowAsync<ConnectorException>(() => server.CallAsync("echo", [], changes: true, None));

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 5; i++)
            (await Should.ThrowAsync<ConnectorException>(() => server.CallAsync("echo", [], changes: true, None))).Kind.ShouldBe(FailureKind.Unavailable);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Program_ThatSpeaksAnotherLanguage_IsUnavailableInItsTime()
    {
        var settings = Named("yes");
        settings.StartTimeout = TimeSpan.FromSeconds(1);

        (await Should.ThrowAsync<ConnectorException>(() => Serve(settings).CallAsync("echo", [], changes: true, None))).Kind.ShouldBe(FailureKind.Unavailable);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var servers in _servers)
            await servers.DisposeAsync();
    }

    private static CancellationToken None => CancellationToken.None;

    private IMcpServer Serve(OfferedServerSettings settings)
    {
        var servers = new McpServers(new McpOptions { Servers = { ["everything"] = settings } });
        _servers.Add(servers);
        return servers.Offered.Single().Server;
    }

    private static OfferedServerSettings Named(string command) => new() { Command = command, Tools = { ["*"] = new ToolOffer { Risk = ToolRisk.Read, Agents = ["resolution"] } } };

    private static async Task<string> Answered(Task<McpAnswer> call)
    {
        try
        {
            return (await call).IsError ? "refused" : "done";
        }
        catch (ConnectorException failure)
        {
            return failure.Kind == FailureKind.Rejected ? "refused" : failure.Kind.ToString();
        }
    }

    private static async Task KillAsync(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task EndedAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }

    private static async Task SignalAsync(string signal, int id)
    {
        using var process = Process.Start("kill", [$"-{signal}", $"{id}"]);
        await process.WaitForExitAsync();
    }
}
