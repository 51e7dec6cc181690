using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aegis.Faults.Program;

namespace Aegis.Faults.Secrets;

/// <summary>Issues a key in the real program, shows it and works with it, and then looks for it wherever the program left anything.</summary>
public sealed class CanaryTests
{
    private const string AdminKey = "aegis-canary-admin-key";

    [Fact]
    public async Task Secret_IssuedRevealedAndUsed_IsNowhereInClear()
    {
        using var directory = new TemporaryDirectory();
        var variables = new Dictionary<string, string> { ["AEGIS_ADMIN_KEY"] = AdminKey, ["Logging__LogLevel__Default"] = "Trace" };
        await using var program = await AegisProcess.Start(variables, "run", "--data", directory.Path, "--urls", "http://127.0.0.1:0").ListeningAsync();

        var secrets = await LeaveTracesAsync(program.Address);
        // Killed, so that the write-ahead log is still there to be searched.
        await program.KillAsync();

        File.WriteAllText(Path.Combine(directory.Path, "logs.txt"), program.Output + program.Errors);
        secrets.Count.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var secret in secrets)
            FilesWith(directory.Path, secret).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public async Task Search_PlantedSecret_FindsIt(string encoding)
    {
        using var directory = new TemporaryDirectory();
        var planted = Path.Combine(directory.Path, "planted.db");
        await File.WriteAllBytesAsync(planted, [1, 2, 3, .. Encoding.GetEncoding(encoding).GetBytes("xxsk_test_canaryxx"), 0]);

        FilesWith(directory.Path, "sk_test_canary").ShouldBe([planted]);
    }

    private static async Task<HashSet<string>> LeaveTracesAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Add("X-Api-Key", AdminKey);
        await PostAsync(http, "/api/customers", new { id = "canary", company = "Canary", email = "dev@canary.example" });
        var issued = await PostAsync(http, "/api/customers/canary/keys", new { environment = "live" });
        var revealed = await PostAsync(http, $"/api/customers/canary/keys/{issued.GetProperty("id").GetString()}/reveal", new { });
        var reply = await PostAsync(http, "/api/customers/canary/messages", new { text = "We just signed up. Can you set us up and show me how to call the API?" });
        var secret = revealed.GetProperty("secret").GetString()!;
        issued.GetProperty("secret").GetString().ShouldBe(secret);
        var fromReply = System.Text.RegularExpressions.Regex.Match(reply.GetProperty("text").GetString()!, "sk_test_[0-9A-Za-z]{38}").Value;
        await CallSandboxAsync(address, fromReply);
        await PostAsync(http, "/api/customers/canary/messages", new { text = $"My key is {secret}, does it work?" });
        return [secret, fromReply];
    }

    private static async Task CallSandboxAsync(Uri address, string secret)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sandbox/v2/customers");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(secret + ":")));
        using var answer = await http.SendAsync(request);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static IEnumerable<string> FilesWith(string directory, string secret)
    {
        byte[][] spellings =
        [
            Encoding.ASCII.GetBytes(secret), Encoding.Unicode.GetBytes(secret),
            Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(secret + ":"))),
        ];
        return System.IO.Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(file => spellings.Any(spelling => File.ReadAllBytes(file).AsSpan().IndexOf(spelling) >= 0));
    }
}
