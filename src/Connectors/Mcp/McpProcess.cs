using System.Diagnostics;
using ModelContextProtocol.Client;

namespace Aegis.Connectors.Mcp;

/// <summary>The program of a server. It gets none of our variables, and ends with its session.</summary>
internal sealed class McpProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    private McpProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <exception cref="ConnectorException">Unavailable: there is no such program, or it cannot be started.</exception>
    public static McpProcess Start(string name, McpServerSettings settings)
    {
        var start = new ProcessStartInfo(settings.Command!, settings.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = settings.WorkingDirectory ?? "",
        };
        start.Environment.Clear();
        foreach (var (variable, value) in StdioClientTransportOptions.GetDefaultEnvironmentVariables().Concat(settings.Environment.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))))
            start.Environment[variable] = value;
        try
        {
            var process = Process.Start(start)!;
            // What it tells its log may hold anything: it is read, so that it never waits for us, and let go.
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            return new McpProcess(process);
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
        {
            throw new ConnectorException(FailureKind.Unavailable, $"The MCP server {name} cannot be started: {settings.Command} ({failure.Message}).", innerException: failure);
        }
    }

    /// <summary>Ends the program with all it started. When this is done it does nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            using var patience = new CancellationTokenSource(Patience);
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (Exception gone) when (gone is InvalidOperationException or OperationCanceledException or System.ComponentModel.Win32Exception or AggregateException)
        {
        }

        _process.Dispose();
    }
}
