namespace Aegis.Client.Connection;

/// <summary>Which cluster a process calls, and what it shows to be let in.</summary>
/// <param name="ClusterId">Processes of the same id on the same database are one cluster.</param>
/// <param name="ServiceId">The same over all clusters that ever served the grid.</param>
/// <param name="ConnectionString">Of the PostgreSQL database in which the silos stand.</param>
/// <param name="Tls">By <see cref="ClusterTls"/>.</param>
internal sealed record ClusterAddress(string ClusterId, string ServiceId, string ConnectionString, TlsOptions Tls);
