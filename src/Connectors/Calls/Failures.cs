using System.Text.Json;
using Microsoft.Data.Sqlite;
using Polly.Timeout;

namespace Aegis.Connectors.Calls;

/// <summary>What a failure says about the effect. In doubt it is unknown: a wrong "nothing was done" would repeat an effect.</summary>
internal static class Failures
{
    public static ConnectorException Classify(Exception failure, CallKind kind, string operation)
    {
        var (failureKind, message, retryAfter) = failure switch
        {
            ConnectorException known => (known.Kind, known.Message, known.RetryAfter),
            ProviderException { Code: ProviderCodes.KeyInUse } answer => (FailureKind.Unknown, Told(operation, answer), answer.RetryAfter),
            ProviderException answer => (OfStatus(answer.Status), Told(operation, answer), answer.RetryAfter),
            _ when NeverSent(failure) => (FailureKind.Unavailable, $"{operation} could not be sent: no connection.", null),
            JsonException => (FailureKind.Unknown, $"{operation} was answered with something that cannot be read.", null),
            _ => (FailureKind.Unknown, $"{operation} was sent and no answer came.", (TimeSpan?)null),
        };
        if (kind == CallKind.Read && failureKind == FailureKind.Unknown)
            failureKind = FailureKind.Unavailable;
        return new ConnectorException(failureKind, message, retryAfter, failure);
    }

    /// <summary>Whether this is a failure of the outside world, not of our own code.</summary>
    public static bool IsOutside(Exception failure) =>
        failure is ConnectorException or ProviderException or HttpRequestException or IOException or TimeoutRejectedException
            or OperationCanceledException or JsonException or SqliteException;

    private static string Told(string operation, ProviderException answer) =>
        $"{operation} was answered {answer.Status} {answer.Code}{(answer.Field is { } field ? $" ({field})" : "")}: {answer.Message}";

    private static FailureKind OfStatus(int status) => status switch
    {
        429 or 503 => FailureKind.Unavailable,
        408 => FailureKind.Unknown,
        501 or (>= 300 and < 500) => FailureKind.Rejected,
        _ => FailureKind.Unknown,
    };

    /// <summary>The request never left: no name, no connection, no TLS. A connect timeout is a cancellation with a timeout inside.</summary>
    private static bool NeverSent(Exception failure) => failure switch
    {
        HttpRequestException http => http.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        OperationCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };
}
