using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Aegis.Bench.Scenarios;

/// <summary>From exec of the built program to its first answered request, against a bare minimal API built and started the same way.</summary>
public static class StartScenario
{
    private const int Starts = 10;

    // Named by the launcher, which publishes them; else beside this program.
    private static readonly string Bare = Program("AEGIS_BENCH_BARE", "bare-api");
    private static readonly string Aegis = Program("AEGIS_BENCH_PROGRAM", "aegis");

    public static async Task RunAsync(TimeSpan time, List<Figure> figures)
    {
        var (bare, aegis, resident) = (new double[Starts], new double[Starts], 0L);
        using var directory = new TempDirectory();
        for (var i = -1; i < Starts; i++)
        {
            // The first pair fills the file cache and makes the database; every later start finds it.
            var (plain, _) = await StartAsync(Bare, port => ["--urls", Url(port)]);
            var (whole, memory) = await StartAsync(Aegis, port => ["run", "--data", directory.Path, "--urls", Url(port)]);
            if (i < 0)
                continue;
            (bare[i], aegis[i], resident) = (plain, whole, memory);
        }

        figures.Add(new("start", "exec to first answer, median", Percentiles.Of(aegis).P50, "ms", "bare minimal API", Percentiles.Of(bare).P50));
        figures.Add(new("start", "resident after start", resident / 1e6, "MB"));
    }

    private static async Task<(double Milliseconds, long ResidentBytes)> StartAsync(string program, Func<int, string[]> arguments)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program, arguments(port)) { RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            using var http = new HttpClient();
            while (!await AnswersAsync(http, $"{Url(port)}/health/live"))
            {
                if (process.HasExited || watch.Elapsed > TimeSpan.FromSeconds(60))
                    throw new InvalidOperationException($"{program} did not start.");
                await Task.Yield();
            }

            var elapsed = watch.Elapsed.TotalMilliseconds;
            process.Refresh();
            return (elapsed, process.WorkingSet64);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, string url)
    {
        try
        {
            using var answer = await http.GetAsync(url);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Program(string variable, string name) =>
        Environment.GetEnvironmentVariable(variable) ?? Path.Combine(AppContext.BaseDirectory, name);

    private static string Url(int port) => $"http://127.0.0.1:{port}";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
