using Aegis.Api.IntegrationTests.Support;

namespace Aegis.Api.IntegrationTests.Grid;

/// <summary>A grid whose storage lets hardly anybody wait.</summary>
public sealed class NarrowGrid : GridServer
{
    protected override Task AddStorageAsync(Dictionary<string, string?> settings)
    {
        settings["Aegis:Commits:MaxQueue"] = settings["Aegis:Commits:MaxBatch"] = "4";
        settings["Aegis:Demo"] = "false";
        // What is due takes none of the little room.
        settings["Aegis:Grid:WakePeriod"] = "00:01:00";
        return Task.CompletedTask;
    }
}

public sealed class OverloadTests(NarrowGrid grid) : GridTest(grid), IClassFixture<NarrowGrid>
{
    [Fact]
    public async Task Activity_BeyondTheQueueOfStorage_SaysWhatWasTakenAndTheRestCanBeSentAgain()
    {
        var ids = new List<string>();
        for (var i = 0; i < 200; i++)
            ids.Add(await CreateCustomerAsync());
        var lines = ids.Select(id => $$"""{"customerId":"{{id}}","endpoint":"GET /a","status":200}""").ToList();

        var answer = await Client.ActivityAsync(string.Join('\n', lines));

        answer.ShouldBeProblem(503);
        answer.Header("Retry-After").ShouldNotBeNull();
        var rejected = answer.Json["rejected"]!.AsArray().Select(r => r!["line"]!.GetValue<int>()).ToArray();
        (answer.Json["accepted"]!.GetValue<int>() + rejected.Length).ShouldBe(lines.Count);
        foreach (var line in rejected)
            (await Client.ActivityAsync(lines[line - 1])).ShouldBe(200);
        foreach (var id in ids)
            (await CustomerAsync(id)).Json["totalApiCalls"]!.GetValue<long>().ShouldBe(1);
    }
}
