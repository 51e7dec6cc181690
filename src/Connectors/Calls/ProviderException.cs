namespace Aegis.Connectors.Calls;

/// <summary>A provider's answer other than success, as it stands in the answer.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The provider's own code of the error.</param>
/// <param name="field">The parameter at fault, where the provider names one.</param>
internal sealed class ProviderException(int status, string code, string message, string? field = null, TimeSpan? retryAfter = null)
    : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string? Field { get; } = field;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>The connection broke before an answer came.</summary>
internal sealed class ConnectionLostException() : IOException("The connection broke before an answer came.");
