using System.CommandLine;
using Aegis.Silo.Settings;
using Aegis.Storage.Database;
using Aegis.Storage.Ledger;
using Aegis.Storage.Sealing;

namespace Aegis.Silo.Commands;

/// <summary><c>verify-ledger</c>: computes every customer's chain anew. May run beside a serving grid.</summary>
public static class VerifyLedgerCommand
{
    private static readonly Option<FileInfo?> Anchors = new("--anchors") { Description = "Heads exported earlier: proves that nothing up to them was cut off." };
    private static readonly Option<FileInfo?> Export = new("--export") { Description = "Write the heads of all sound ledgers to this file, to be kept elsewhere." };

    /// <summary>A ledger is broken.</summary>
    public const int Broken = 1;

    public static Command Create()
    {
        var command = new Command("verify-ledger", "Re-compute every ledger's chain and name the first broken entry of each.") { CommonOptions.Data, Anchors, Export };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var anchors = await ReadAnchorsAsync(parsed.GetValue(Anchors));
        var (options, services) = CommandStorage.Open(CommonOptions.Settings(parsed));
        await using var _ = services;
        var sealer = services.GetRequiredService<ISealer>();
        await using var database = GridDatabases.Open(options, sealer, DatabaseUse.Inspect);
        await using var export = parsed.GetValue(Export)?.CreateText();

        var report = await new LedgerVerifier(database, sealer).VerifyAsync(
            anchors, export is null ? null : anchor => LedgerAnchors.WriteAsync(export, anchor), cancellationToken);

        foreach (var broken in report.Breaks)
            Console.Out.WriteLine($"BROKEN {broken}");
        Console.Out.WriteLine($"{report.Ledgers} ledgers, {report.Entries} entries, {report.Breaks.Count} broken.");
        return report.IsClean ? 0 : Broken;
    }

    private static async Task<IReadOnlyList<LedgerAnchor>> ReadAnchorsAsync(FileInfo? file)
    {
        if (file is null)
            return [];

        try
        {
            using var reader = file.OpenText();
            return await LedgerAnchors.ReadAsync(reader);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new SettingException("--anchors", file.FullName, $"it cannot be read ({exception.Message}); name a file that --export wrote.", exception);
        }
    }
}
