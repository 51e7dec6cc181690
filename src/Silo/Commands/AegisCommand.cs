using System.CommandLine;
using Aegis.Silo.Settings;

namespace Aegis.Silo.Commands;

/// <summary>The command line: what <c>aegis --help</c> shows.</summary>
public static class AegisCommand
{
    /// <summary>A wrong setting or command line.</summary>
    public const int Misconfigured = 2;

    public static RootCommand Create() => new("Aegis acts for your customers: trial, keys, sandbox, code, first call.")
    {
        RunCommand.Create(),
        VerifyLedgerCommand.Create(),
        MoveCommand.Create(),
        ConnectionKeyCommand.Create(),
        HealthCommand.Create(),
    };

    public static async Task<int> InvokeAsync(string[] args)
    {
        try
        {
            return await Create().Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception exception) when (SettingException.In(exception) is { } wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return Misconfigured;
        }
    }
}
