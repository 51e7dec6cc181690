using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aegis.Connectors.Llm;
using Aegis.Fixtures;
using Aegis.Keys;
using Aegis.Safety.Support;
using Aegis.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aegis.Safety.Canaries;

/// <summary>Secrets planted in keys, settings and messages are looked for wherever the program leaves anything, however they are spelt.</summary>
public sealed class CanaryTests
{
    public enum Place { Files, Database, Logs, Spans, Prompts, Errors, Metrics }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Secrets_PlantedEverywhere_AreFoundNowhere_Invariant8(bool postgres)
    {
        var left = await LeaveTracesAsync(postgres, _ => { });

        foreach (var (secret, what) in left.Secrets)
            Found(left, secret).ShouldBeEmpty($"{what}");
        Found(left, Planted.Words, Place.Files, Place.Database, Place.Logs, Place.Spans, Place.Errors, Place.Metrics).ShouldBeEmpty("the customer's words");
    }

    [Fact]
    public async Task Control_WithSealingOff_KeysAndWordsAreFoundInTheFiles()
    {
        var left = await LeaveTracesAsync(postgres: false, services => services.RemoveAll<ISealer>().AddSingleton<ISealer>(p => new ClearSealer(ActivatorUtilities.CreateInstance<AesGcmSealer>(p))));

        Found(left, Planted.Words, Place.Files).ShouldBe([Place.Files]);
        left.Secrets.ShouldContain(s => s.What == "a key" && Found(left, s.Secret, Place.Files).Contains(Place.Files));
    }

    [Fact]
    public async Task Control_WordsWithoutTheLookOfASecret_AreFoundInPrompts()
    {
        var left = await LeaveTracesAsync(postgres: false, _ => { });

        Found(left, Planted.Words, Place.Prompts).ShouldBe([Place.Prompts]);
        left.Texts[Place.Logs].ShouldNotBeEmpty();
        left.Texts[Place.Spans].ShouldNotBeEmpty();
        left.Texts[Place.Errors].ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("abc")]
    public void Spellings_OfACanaryWithinOtherText_AreFound(string before)
    {
        var bytes = Encoding.UTF8.GetBytes($"{before}CANARYtoken and more");

        Spellings.Hold(Convert.ToBase64String(bytes), "CANARYtoken").ShouldBeTrue();
        Spellings.Hold(Convert.ToHexStringLower(bytes), "CANARYtoken").ShouldBeTrue();
        Spellings.Hold(Encoding.Unicode.GetBytes($"{before}CANARYtoken"), "CANARYtoken").ShouldBeTrue();
        Spellings.Hold(Convert.ToBase64String(bytes), "CANARYother").ShouldBeFalse();
    }

    private static Place[] Found(Traces left, string secret, params Place[] places) =>
        [.. left.Texts.Where(t => places.Length == 0 || places.Contains(t.Key)).Where(t => t.Value.Any(text => Spellings.Hold((ReadOnlySpan<byte>)text, secret))).Select(t => t.Key)];

    private static async Task<Traces> LeaveTracesAsync(bool postgres, Action<IServiceCollection> replace)
    {
        using var watch = new Watch();
        await using var model = await ModelServer.StartAsync(request => request.Step == 1
            ? ModelAnswer.Call("get_customer_health")
            : new ModelAnswer("I looked at it.\n\n## Diagnostic Results\n- Nothing to report.\n\n## Next Steps\n- Ask again."));
        var settings = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:Console:LogLevel:Default"] = "None",
            ["Aegis:MasterKey"] = Planted.MasterKey,
            ["STRIPE_API_KEY"] = Planted.StripeKey,
            ["Aegis:Connectors:Billing:Plans:Trial"] = "price_trial", ["Aegis:Connectors:Billing:Plans:Starter"] = "price_starter",
            ["Aegis:Connectors:Billing:Plans:Pro"] = "price_pro", ["Aegis:Connectors:Billing:Plans:Enterprise"] = "price_enterprise",
            ["STRIPE_WEBHOOK_SECRET"] = Planted.StripeWebhook,
            // Nobody listens there: what the connectors say of it is looked at too.
            ["Aegis:Connectors:Billing:Url"] = "http://127.0.0.1:9",
            ["SMTP_HOST"] = "127.0.0.1", ["SMTP_PORT"] = "9", ["SMTP_SECURITY"] = "none", ["SMTP_FROM"] = "a@aegis.example",
            ["SMTP_USERNAME"] = "aegis", ["SMTP_PASSWORD"] = Planted.SmtpPassword,
        };
        var connection = postgres ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : null;
        if (connection is not null)
            (settings["Aegis:Storage"], settings["ConnectionStrings:Aegis"]) = ("postgres", connection);
        await using var program = await WholeProgram.StartAsync(settings, services =>
        {
            services.AddSingleton<ILoggerProvider>(watch);
            services.RemoveAll<LlmOptions>().RemoveAll<ILanguageModel>().AddAegisLlm(new() { Provider = LlmProvider.OpenAI, OpenAIUrl = model.OpenAIUrl, OpenAIKey = Planted.OpenAIKey });
            replace(services);
        });

        var errors = new List<string>();
        var keys = await ActAsync(program, errors);
        // As it stands while the program runs, its write-ahead log included.
        var files = ReadFiles(program.Directory);
        var texts = new Dictionary<Place, IReadOnlyList<byte[]>>
        {
            [Place.Files] = files,
            [Place.Database] = connection is null ? [] : await DumpAsync(connection),
            [Place.Logs] = Bytes(watch.Lines),
            [Place.Spans] = Bytes(watch.Spans),
            [Place.Prompts] = Bytes(model.Requests.Select(r => r.Body)),
            [Place.Errors] = Bytes(errors),
            [Place.Metrics] = Bytes([await program.Http.GetStringAsync("/metrics")]),
        };
        return new(texts, [.. keys.Select(k => (k, "a key")), .. Planted.Settings.Select(s => (s.Value, s.Key)), .. Planted.Pasted.Select(p => (p.Secret, "pasted"))]);
    }

    /// <summary>Uses every road a secret could take, and returns the keys that were issued.</summary>
    private static async Task<IReadOnlyList<string>> ActAsync(WholeProgram program, List<string> errors)
    {
        const string id = "canary";
        (await program.Customer(id).CreateAsync(program.Sign("alice", Role.Admin), new("Canary Inc", "dev@canary.example", ["Python"]))).Refusal.ShouldBeNull();
        var keys = new List<string>();
        foreach (var environment in new[] { KeyEnvironment.Test, KeyEnvironment.Live })
        {
            var key = (await program.Customer(id).IssueKeyAsync(program.Sign("alice", Role.Admin), environment, $"k-{environment}")).Value!;
            keys.Add((await program.Customer(id).RevealKeyAsync(program.Sign("alice", Role.Admin), key.Id)).Value!.Secret);
        }

        await program.SayAsync(id, $"{Planted.Words}: set me up please");
        await program.SayAsync(id, $"My key is {keys[0]}, and the live one {keys[1]}. My calls fail with 401");
        await program.SayAsync(id, $"open a ticket: Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(keys[0] + ":"))} does not work");
        foreach (var (secret, sentence) in Planted.Pasted)
            await program.SayAsync(id, string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, secret));
        await CallAsync(program, errors, keys);
        return keys;
    }

    /// <summary>Requests that go wrong while they carry a secret.</summary>
    private static async Task CallAsync(WholeProgram program, List<string> errors, List<string> keys)
    {
        async Task SendAsync(HttpMethod method, string path, AuthenticationHeaderValue? authorization, string? apiKey, string? body)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = authorization;
            if (apiKey is not null)
                request.Headers.Add("X-Api-Key", apiKey);
            using var answer = await program.Http.SendAsync(request);
            answer.StatusCode.ShouldNotBe(HttpStatusCode.OK, path);
            errors.Add($"{answer.Headers} {await answer.Content.ReadAsStringAsync()}");
        }

        await SendAsync(HttpMethod.Get, "/api/customers", new("Bearer", keys[1]), null, null);
        await SendAsync(HttpMethod.Get, "/api/customers/nobody", null, WholeProgram.AdminKey, null);
        await SendAsync(HttpMethod.Post, "/api/customers", null, WholeProgram.AdminKey, "{\"company\": 5}");
        await SendAsync(HttpMethod.Post, "/api/customers/canary/keys/none/reveal", null, WholeProgram.AdminKey, "{}");
        await SendAsync(HttpMethod.Get, "/sandbox/v2/customers", new("Bearer", keys[0]), null, null);
        await SendAsync(HttpMethod.Get, "/sandbox/v2/customers", new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(keys[1] + ":"))), null, null);
        await SendAsync(HttpMethod.Post, "/api/webhooks/stripe", null, null, "{\"id\":\"evt_1\"}");
    }

    private static List<byte[]> Bytes(IEnumerable<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static List<byte[]> ReadFiles(string directory) =>
        [.. System.IO.Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
        })];

    /// <summary>Every row of every table as text; bytes come as hex.</summary>
    private static async Task<List<byte[]>> DumpAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')", connection))
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        tables.ShouldNotBeEmpty();
        var dump = new List<byte[]>();
        foreach (var table in tables)
        {
            using var rows = await connection.BeginTextExportAsync($"COPY {table} TO STDOUT");
            dump.Add(Encoding.UTF8.GetBytes(await rows.ReadToEndAsync()));
        }

        return dump;
    }

    private sealed record Traces(Dictionary<Place, IReadOnlyList<byte[]>> Texts, ImmutableArray<(string Secret, string What)> Secrets);

    /// <summary>Seals nothing: what it should hide lies open.</summary>
    private sealed class ClearSealer(AesGcmSealer real) : ISealer
    {
        public byte[] Seal(DataKey key, ReadOnlySpan<byte> plain, string context) => plain.ToArray();

        public byte[] Open(DataKey key, ReadOnlySpan<byte> sealedValue, string context) => sealedValue.ToArray();

        public string Hash(string purpose, string text) => real.Hash(purpose, text);

        public byte[] Mac(string purpose, ReadOnlySpan<byte> bytes) => real.Mac(purpose, bytes);

        public DataKey NewKey() => real.NewKey();

        public DataKey Unwrap(byte[] wrapped) => real.Unwrap(wrapped);
    }
}
