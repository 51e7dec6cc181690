using Aegis.Cluster.Postgres;
using Aegis.Cluster.Topology;

namespace Aegis.Cluster.Supervision;

/// <summary>Asks a process whether it can serve.</summary>
public sealed class Readiness(HttpClient http, Secrets secrets)
{
    public async Task<bool> AskAsync(MemberPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Health is not { } health)
            return await PrivatePostgres.IsReadyAsync(plan.Port, (await File.ReadAllTextAsync(secrets.DatabasePassword, cancellationToken)).Trim(), cancellationToken);
        try
        {
            using var answer = await http.GetAsync(health, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
