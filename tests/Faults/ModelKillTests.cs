using System.Text.Json;
using Aegis.Faults.Program;
using Aegis.Fixtures;

namespace Aegis.Faults;

/// <summary>The real program, whose agents think with a scripted model, killed in the middle of a turn.</summary>
public sealed class ModelKillTests
{
    private const string Canary = "sk-canary-openai-0123456789abcdef";

    private static readonly ModelAnswer Ticket = ModelAnswer.Call("create_ticket", """{"summary":"Webhooks","description":"They do not arrive."}""");

    [Fact]
    public async Task Turn_KilledAfterItsFirstAct_GoesOnWhereItStoodAndActsOnce_Invariant3()
    {
        using var directory = new TemporaryDirectory();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var revived = false;
        await using var model = await ModelServer.StartAsync(request =>
        {
            // Asked again from the first, it would open another ticket.
            if (request.Step == 1)
                return revived ? Ticket with { Calls = [new("create_ticket", """{"summary":"Other","description":"Words"}""")] } : Ticket;
            asked.TrySetResult();
            return revived ? new("The ticket is open.") : new("never") { Until = new TaskCompletionSource().Task };
        });
        await using (var program = await StartAsync(directory.Path, model))
        {
            using var client = new AegisClient(program.Address);
            await client.PostAsync("/api/customers", new { id = "acme", company = "Acme", email = "dev@acme.example" });
            var sent = client.PostAsync("/api/customers/acme/messages", new { text = "open a ticket: webhooks do not arrive. password: hunter2-canary" });
            await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
            await program.KillAsync();
            await Should.ThrowAsync<HttpRequestException>(() => sent);
        }

        revived = true;
        await using var next = await StartAsync(directory.Path, model);
        using var again = new AegisClient(next.Address);
        var turn = await AnsweredAsync(again);
        var turnId = turn.GetProperty("id").GetString();

        turn.GetProperty("reply").GetProperty("text").GetString()!.ShouldStartWith("The ticket is open.");
        (await again.GetAsync("/api/customers/acme/actions")).GetProperty("items").EnumerateArray().Select(a => a.GetProperty("name").GetString()).ShouldBe(["create_ticket"]);
        model.Requests.Count(request => request.Step == 1).ShouldBe(1);
        (await again.GetAsync($"/api/customers/acme/turns/{turnId}/replay")).GetProperty("same").GetBoolean().ShouldBeTrue();
        (await again.GetAsync("/api/models/spending")).GetProperty("calls").GetInt64().ShouldBe(3);
        await next.KillAsync();
        foreach (var text in new[] { next.Output, next.Errors }.Concat(model.Requests.Select(request => request.Body)).Concat(System.IO.Directory.EnumerateFiles(directory.Path, "*", SearchOption.AllDirectories).Select(ReadLatin)))
        {
            text.ShouldNotContain(Canary);
            text.ShouldNotContain("hunter2");
        }
    }

    private static async Task<JsonElement> AnsweredAsync(AegisClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90), TimeProvider.System);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var turn = (await client.GetAsync("/api/customers/acme/conversation")).GetProperty("turns").EnumerateArray().Single();
            if (turn.GetProperty("status").GetString() == "answered")
                return turn;
        }
    }

    private static string ReadLatin(string file) => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));

    private static Task<AegisProcess> StartAsync(string directory, ModelServer model) => AegisProcess.Start(
        new Dictionary<string, string>(AegisClient.Variables) { ["OPENAI_API_KEY"] = Canary, ["OPENAI_BASE_URL"] = model.OpenAIUrl, ["Logging__LogLevel__Default"] = "Trace" },
        "run", "--data", directory, "--urls", "http://127.0.0.1:0").ListeningAsync();
}
