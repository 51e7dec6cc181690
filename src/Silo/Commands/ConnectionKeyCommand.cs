using System.CommandLine;
using Aegis.Trust;

namespace Aegis.Silo.Commands;

/// <summary><c>connection-key</c>: prints what a service needs to be let in at the silos of this grid's cluster.</summary>
public static class ConnectionKeyCommand
{
    public static Command Create()
    {
        var command = new Command("connection-key", "Print the key by which .NET services connect to the cluster (AEGIS_CONNECTION_KEY). Keep it like a password.") { CommonOptions.Data };
        command.SetAction(parsed =>
        {
            using var services = CommandStorage.Open(CommonOptions.Settings(parsed)).Services;
            Console.Out.WriteLine(ConnectionKey.Of(services.GetRequiredService<MasterKey>()).Export());
        });
        return command;
    }
}
