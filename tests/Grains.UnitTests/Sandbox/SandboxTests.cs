using Aegis.Actors;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;
using Aegis.Keys;
using Aegis.Sandbox;

namespace Aegis.Grains.UnitTests.Sandbox;

public sealed class SandboxTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Call_WithTheIssuedKey_IsAnsweredAfterItCountsAndMovesTheStage()
    {
        var grid = await Grid.StartAsync(_directory);
        await SetUpAsync(grid);

        var verdict = await CallAsync(grid, await SecretAsync(grid));

        verdict.Status.ShouldBe(200);
        verdict.Site.ShouldNotBeNull();
        (await grid.Database.FindSiteOwnerAsync(verdict.Site, CancellationToken.None)).ShouldBe("default/acme");
        await using var next = await grid.RestartAsync();
        var customer = (await next.Customer().GetAsync(next.Admin)).Value!;
        customer.Stage.ShouldBe(Stage.FirstApiCall);
        customer.TotalApiCalls.ShouldBe(1);
        (await next.Customer().ListKeysAsync(next.Admin)).Value.ShouldHaveSingleItem().LastUsedAt.ShouldBe(next.Now);
    }

    [Fact]
    public async Task Call_ThatFails_SaysWhyAndTheReasonCounts()
    {
        await using var grid = await Grid.StartAsync(_directory);
        var customer = await grid.NewCustomerAsync();
        (await CallAsync(grid, "sk_test_anything")).Reason.ShouldBe("NO_API_KEYS");
        var test = (await customer.IssueKeyAsync(grid.Self(), KeyEnvironment.Test, "1")).Value!;
        var secret = await SecretAsync(grid);
        (await CallAsync(grid, secret)).ShouldSatisfyAllConditions(v => v.Reason.ShouldBe("SITE_NOT_PROVISIONED"), v => v.Status.ShouldBe(403));
        await grid.ActAsync(Proposals.Site);
        var live = (await customer.IssueKeyAsync(grid.Admin, KeyEnvironment.Live, "2")).Value!;
        var liveSecret = (await customer.RevealKeyAsync(grid.Admin, live.Id)).Value!.Secret;

        (await CallAsync(grid, null)).Reason.ShouldBe("NO_CREDENTIALS");
        (await CallAsync(grid, "sk_test_wrong")).Reason.ShouldBe("INVALID_KEY");
        (await CallAsync(grid, liveSecret)).Reason.ShouldBe("WRONG_ENVIRONMENT");
        (await CallAsync(grid, secret, wellFormed: false)).Reason.ShouldBe("KEY_VALID_BUT_HEADERS_INCORRECT");
        (await CallAsync(grid, secret)).Status.ShouldBe(200);
        await customer.RevokeKeyAsync(grid.Self(), test.Id);
        (await CallAsync(grid, secret)).ShouldSatisfyAllConditions(v => v.Reason.ShouldBe("KEY_REVOKED"), v => v.Status.ShouldBe(401));

        var report = (await customer.GetHealthAsync(grid.Admin)).Value!;
        report.CallsLast24Hours.ShouldBe(8);
        report.ErrorsLast24Hours.ShouldBe(7);
        report.FailureReasons.Keys.ShouldBe(
            ["INVALID_KEY", "KEY_REVOKED", "KEY_VALID_BUT_HEADERS_INCORRECT", "NO_API_KEYS", "NO_CREDENTIALS", "SITE_NOT_PROVISIONED", "WRONG_ENVIRONMENT"]);
    }

    [Fact]
    public async Task Call_BeyondTheRate_Is429UntilTheMinuteTurns()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await SetUpAsync(grid);
        var secret = await SecretAsync(grid);
        for (var i = 0; i < 100; i++)
            (await CallAsync(grid, secret)).Status.ShouldBe(200);

        var refused = await CallAsync(grid, secret);
        grid.Time.Advance(refused.RetryAfter!.Value);

        refused.Status.ShouldBe(429);
        refused.Reason.ShouldBe("RATE_LIMITED");
        (await CallAsync(grid, secret)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Call_AfterTheTrialEnded_Is403()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await SetUpAsync(grid);
        await grid.ActAsync(Proposals.Trial);
        var secret = await SecretAsync(grid);
        (await CallAsync(grid, secret)).Status.ShouldBe(200);

        grid.Time.Advance(TimeSpan.FromDays(14));

        (await CallAsync(grid, secret)).ShouldSatisfyAllConditions(v => v.Status.ShouldBe(403), v => v.Reason.ShouldBe("TRIAL_EXPIRED"));
    }

    [Fact]
    public async Task Call_ByAnActorThatIsNotAegis_Is403()
    {
        await using var grid = await Grid.StartAsync(_directory);
        await SetUpAsync(grid);

        (await grid.Customer().CallSandboxAsync(grid.Admin, new("GET /v2/customers", null, null, false))).Status.ShouldBe(403);
        (await grid.Customer("nobody").CallSandboxAsync(grid.Actor(Role.System), new("GET /v2/customers", null, null, false))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Site_DataOfTheProduct_IsKeptAndChecked()
    {
        var grid = await Grid.StartAsync(_directory);
        var site = grid.Grains.GetGrain<ISandboxSiteGrain>("default/acme");
        var aegis = grid.Actor(Role.System);
        (await site.AddCustomerAsync(aegis, "c1", "Ada", "L", "ada@x.example")).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        var name = (await site.ProvisionAsync(aegis, "op")).Value;

        (await site.AddCustomerAsync(aegis, "c1", "Ada", "L", "ada@x.example")).Value!.Id.ShouldBe("c1");
        (await site.AddCustomerAsync(aegis, "c1", null, null, null)).Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
        (await site.AddCustomerAsync(aegis, "c 1", null, null, null)).Refusal!.Field.ShouldBe("id");
        (await site.AddCustomerAsync(aegis, null, "A\0", null, null)).Refusal!.Field.ShouldBe("first_name");
        (await site.AddCustomerAsync(aegis, null, null, null, new string('x', 201))).Refusal!.Field.ShouldBe("email");

        await using var next = await grid.RestartAsync();
        var again = next.Grains.GetGrain<ISandboxSiteGrain>("default/acme");
        (await again.ProvisionAsync(aegis, "op2")).Value.ShouldBe(name);
        (await again.ListCustomersAsync(aegis)).Value.ShouldHaveSingleItem().FirstName.ShouldBe("Ada");
        await again.EraseAsync(aegis);
        (await again.GetSiteAsync(aegis)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    private static async Task SetUpAsync(Grid grid)
    {
        await grid.NewCustomerAsync();
        await grid.ActAsync(Proposals.TestKey);
        await grid.ActAsync(Proposals.Site);
    }

    private static async Task<string> SecretAsync(Grid grid)
    {
        var key = (await grid.Customer().ListKeysAsync(grid.Admin)).Value[0];
        return (await grid.Customer().RevealKeyAsync(grid.Admin, key.Id)).Value!.Secret;
    }

    private static Task<SandboxVerdict> CallAsync(Grid grid, string? secret, bool wellFormed = true) =>
        grid.Customer().CallSandboxAsync(grid.Actor(Role.System, "sandbox"), new(
            "GET /v2/customers", secret is null ? null : grid.KeyHasher.Hash(secret), secret is null ? null : "Basic", wellFormed));
}
