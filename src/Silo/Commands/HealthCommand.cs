using System.CommandLine;
using Aegis.Silo.Settings;

namespace Aegis.Silo.Commands;

/// <summary><c>health</c>: asks a running process how it is; for those who have no other HTTP client, such as a container.</summary>
public static class HealthCommand
{
    /// <summary>The process does not answer, or says that it cannot serve.</summary>
    public const int Unhealthy = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly Option<string> Url = new("--url")
    {
        Description = "What to ask.",
        DefaultValueFactory = _ => $"{AegisOptions.DefaultUrls}/health/ready",
    };

    public static Command Create()
    {
        var command = new Command("health", "Ask a running process how it is: exit code 0 when well.") { Url };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var text = parsed.GetValue(Url);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new SettingException("--url", text, $"give an address such as {AegisOptions.DefaultUrls}/health/ready.");

        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(url, cancellationToken);
            Console.Out.WriteLine(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? 0 : Unhealthy;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Console.Out.WriteLine($"{url} does not answer: {exception.Message}");
            return Unhealthy;
        }
    }
}
