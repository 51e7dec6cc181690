using Aegis.Actors;
using Aegis.Trust;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Aegis.Client;

/// <summary>Stops the start of a service whose options cannot work; each message names the key and the mend, never a secret.</summary>
internal sealed class AegisClientOptionsValidator : IValidateOptions<AegisClientOptions>
{
    private const string Ids = "use 1 to 64 letters, digits, '_', '-' or '.'";

    public ValidateOptionsResult Validate(string? name, AegisClientOptions options)
    {
        string[] wrong = [.. Problems(options)];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Problems(AegisClientOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ClusterId))
            yield return "Aegis:ClusterId is empty: set it to the AEGIS_CLUSTER__ID of the silos, or leave it out for 'aegis'.";
        if (string.IsNullOrWhiteSpace(options.ServiceId))
            yield return "Aegis:ServiceId is empty: set it to the AEGIS_CLUSTER__SERVICE of the silos, or leave it out for 'aegis'.";
        if (ConnectionProblem(options.ConnectionString) is { } connection)
            yield return $"ConnectionStrings:Aegis {connection}";
        if (MasterKeyProblem(options.MasterKey) is { } key)
            yield return $"Aegis:MasterKey (or AEGIS_MASTER_KEY) {key}";
        if (options.Name is null)
            yield return $"Aegis:Name is not set: say how the ledger shall name this service; {Ids}.";
        else if (!GrainKey.IsId(options.Name))
            yield return $"Aegis:Name is '{options.Name}': {Ids}.";
        if (!GrainKey.IsId(options.Workspace))
            yield return $"Aegis:Workspace is '{options.Workspace}': {Ids}.";
        if (options.Role is not (Role.Viewer or Role.Agent or Role.Approver or Role.Admin))
            yield return $"Aegis:Role is '{options.Role}': use viewer, agent, approver or admin.";
        if (options.ResponseTimeout <= TimeSpan.Zero || options.ResponseTimeout > TimeSpan.FromMinutes(10))
            yield return $"Aegis:ResponseTimeout is '{options.ResponseTimeout}': use more than 0, at most 10 minutes.";
    }

    private static string? ConnectionProblem(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "is not set: set it to the PostgreSQL database of the cluster, such as Host=db;Database=aegis;Username=aegis.";
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host) ? "names no Host: set it to the PostgreSQL server of the cluster." : null;
        }
        catch (ArgumentException exception)
        {
            return $"is no PostgreSQL connection string ({exception.Message}): write it like Host=db;Database=aegis;Username=aegis.";
        }
    }

    private static string? MasterKeyProblem(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "is not set: set it to the key of the silos; without it they refuse whatever this service asks.";
        try
        {
            MasterKey.Parse(text);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
