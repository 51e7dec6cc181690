using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Aegis.Faults.Program;
using Aegis.Fixtures;

namespace Aegis.Faults.Secrets;

/// <summary>Issues a key in the real program, shows it and works with it, and then looks for it wherever the program left anything.</summary>
public sealed class CanaryTests
{
    [Fact]
    public async Task Secret_IssuedRevealedAndUsed_IsNowhereInClear()
    {
        using var directory = new TemporaryDirectory();
        var variables = new Dictionary<string, string>(AegisClient.Variables) { ["Logging__LogLevel__Default"] = "Trace" };
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
        using var client = new AegisClient(address);
        var reply = await client.OnboardAsync("canary");
        var issued = await client.PostAsync("/api/customers/canary/keys", new { environment = "live" });
        var revealed = await client.PostAsync($"/api/customers/canary/keys/{issued.GetProperty("id").GetString()}/reveal", new { });
        var secret = revealed.GetProperty("secret").GetString()!;
        issued.GetProperty("secret").GetString().ShouldBe(secret);
        var fromReply = Regex.Match(reply.GetProperty("text").GetString()!, "sk_test_[0-9A-Za-z]{38}").Value;
        await CallSandboxAsync(address, fromReply);
        await client.PostAsync("/api/customers/canary/messages", new { text = $"My key is {secret}, does it work?" });
        return [secret, fromReply];
    }

    private static async Task CallSandboxAsync(Uri address, string secret)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sandbox/v2/customers");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(secret + ":")));
        using var answer = await http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
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
