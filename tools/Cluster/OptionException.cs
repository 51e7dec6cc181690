namespace Aegis.Cluster;

/// <summary>What the user must mend before the cluster can run; the message is all that is shown.</summary>
public sealed class OptionException(string message) : Exception(message);
