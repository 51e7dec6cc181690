namespace Aegis.Orleans.IntegrationTests;

/// <summary>Waits until a process of the cluster says that it is ready.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task WaitAsync(HttpClient client)
    {
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), late.Token);
            if (answer.IsSuccessStatusCode)
                return;
            await Task.Delay(Pause, TimeProvider.System, late.Token);
        }
    }
}
