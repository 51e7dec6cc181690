using Aegis.Storage.Database;
using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class OutboxTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, BothDatabases]
    public async Task Number_BySeveralRelaysBesideWriters_LeavesNoGapAndKeepsEachCustomersOrder(StorageKind kind)
    {
        var grid = await TestGrid.OpenAsync(await databases.NewAsync(kind));
        await using var _ = grid;
        const int Customers = 8, Writes = 20;
        var writers = Enumerable.Range(0, Customers).Select(async _ =>
        {
            var customer = TestGrid.NewCustomer("outbox");
            var counter = await grid.CounterAsync(customer);
            for (var i = 0; i < Writes; i++)
            {
                counter.State.Journal.Send(Rows.News(customer, data: $"{i}"));
                await counter.WriteAsync();
            }
        }).ToList();
        var writing = Task.WhenAll(writers);
        var relays = Enumerable.Range(0, 3).Select(async _ =>
        {
            while (!writing.IsCompleted)
                await grid.Database.NumberOutboxAsync(7, CancellationToken.None);
        });
        await Task.WhenAll([writing, .. relays]);
        while ((await grid.Database.NumberOutboxAsync(7, CancellationToken.None)).Count > 0)
        {
        }

        var events = await grid.Database.ReadEventsAsync("outbox", 0, 10_000, CancellationToken.None);

        events.Select(e => e.Number).ShouldBe(Enumerable.Range(1, Customers * Writes).Select(n => (long)n));
        foreach (var customer in events.GroupBy(e => e.CustomerKey))
            customer.Select(e => e.Data).ShouldBe(Enumerable.Range(0, Writes).Select(i => $"{i}"));
        (await grid.Database.ReadLastEventAsync(CancellationToken.None)).ShouldBe(Customers * Writes);
    }

    [Theory, BothDatabases]
    public async Task Commands_UntilConfirmed_AreReadAgain(StorageKind kind)
    {
        await using var grid = await TestGrid.OpenAsync(await databases.NewAsync(kind));
        var customer = TestGrid.NewCustomer();
        var counter = await grid.CounterAsync(customer);
        counter.State.Journal.Send(Rows.News(customer));
        counter.State.Journal.Send(Rows.News(customer, Commands.ResumeWorkflow, """{"workflow":"onboarding"}"""));
        await counter.WriteAsync();
        await grid.Database.NumberOutboxAsync(10, CancellationToken.None);

        var command = (await grid.Database.ReadUndispatchedAsync(10, CancellationToken.None)).ShouldHaveSingleItem();

        command.Topic.ShouldBe(Commands.ResumeWorkflow);
        command.Data.ShouldBe("""{"workflow":"onboarding"}""");
        await grid.Database.ConfirmDispatchedAsync([command.Number], CancellationToken.None);
        (await grid.Database.ReadUndispatchedAsync(10, CancellationToken.None)).ShouldBeEmpty();
        (await grid.Database.ReadEventsAsync("default", 1, 10, CancellationToken.None)).ShouldHaveSingleItem().Number.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Signal_AtACommitWithNews_IsRaised(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var counter = await grid.CounterAsync(customer);
        var next = grid.Outbox.Next;
        await counter.WriteAsync();
        next.IsCompleted.ShouldBeFalse();
        counter.State.Journal.Send(Rows.News(customer));

        await counter.WriteAsync();

        await next.WaitAsync(TimeSpan.FromSeconds(10));
        grid.Outbox.Next.IsCompleted.ShouldBeFalse();
    }
}
