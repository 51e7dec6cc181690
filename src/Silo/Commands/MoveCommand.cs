using System.CommandLine;
using Aegis.Silo.Settings;
using Aegis.Storage;
using Aegis.Storage.Moving;
using Aegis.Storage.Sealing;

namespace Aegis.Silo.Commands;

/// <summary><c>move</c>: copies a SQLite grid to PostgreSQL, complete or not at all.</summary>
public static class MoveCommand
{
    private static readonly Option<string> To = new("--to") { Description = "Connection string of an empty PostgreSQL database.", Required = true };

    public static Command Create()
    {
        var command = new Command("move", "Copy a SQLite grid to PostgreSQL, complete or not at all.") { To, CommonOptions.Data };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (options, services) = CommandStorage.Open(CommonOptions.Settings(parsed));
        await using var _ = services;
        if (options.Kind != StorageKind.Sqlite)
            throw new SettingException("AEGIS_STORAGE", "postgres", "a grid is moved from sqlite; leave the setting out for this command.");

        var rows = await new GridMover(options, services.GetRequiredService<ISealer>())
            .MoveAsync(parsed.GetRequiredValue(To), new ConsoleProgress(), cancellationToken);
        Console.Out.WriteLine($"Moved {rows} rows. From now on start with AEGIS_STORAGE=postgres, ConnectionStrings__Aegis and the same master key; the SQLite grid is left as it was and must not be served again.");
        return 0;
    }

    private sealed class ConsoleProgress : IProgress<MoveProgress>
    {
        public void Report(MoveProgress value) => Console.Out.WriteLine($"{value.Table}: {value.Rows} of {value.Total}");
    }
}
