using Aegis.Identity;
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
        if (ConnectionKeyProblem(options.ConnectionKey) is { } key)
            yield return $"Aegis:ConnectionKey (or AEGIS_CONNECTION_KEY) {key}";
        if (string.IsNullOrWhiteSpace(options.AccessKey))
            yield return "Aegis:AccessKey (or AEGIS_ACCESS_KEY) is not set: an administrator issues one by POST /api/identity/keys; it says who this service is and what it may do.";
        else if (!AccessKeySecret.IsOne(options.AccessKey))
            yield return $"Aegis:AccessKey (or AEGIS_ACCESS_KEY) is no access key: they begin with {AccessKeySecret.Prefix}.";
        if (!GrainKey.IsId(options.Workspace))
            yield return $"Aegis:Workspace is '{options.Workspace}': {Ids}.";
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

    private static string? ConnectionKeyProblem(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "is not set: set it to what `./aegis connection-key` prints for the cluster; without it no silo lets this service in.";
        try
        {
            ConnectionKey.Parse(text);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
