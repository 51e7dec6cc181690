namespace Aegis.LoadTest.Traffic;

/// <summary>The connections of a run, shared by all its customers.</summary>
public static class HttpClients
{
    private const int MaxConnections = 1024;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static HttpClient For(LoadOptions options)
    {
        var handler = new SocketsHttpHandler { MaxConnectionsPerServer = MaxConnections, ConnectTimeout = ConnectTimeout, UseProxy = false, UseCookies = false };
        // Each attempt has its own deadline.
        var http = new HttpClient(handler) { BaseAddress = options.Url, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Add("X-Api-Key", options.ApiKey);
        return http;
    }
}
