using Aegis.Actions;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Grains.Hosting;
using Aegis.Keys;
using Aegis.Sandbox;

namespace Aegis.Grains.Agents.Diagnosis;

/// <summary>diagnose_401_error: reads what is recorded of the failing calls.</summary>
public sealed class FailureLook : ILook
{
    public string Tool => Tools.DiagnoseAuthError;

    public async Task<Finding> LookAsync(LookRequest request, CancellationToken cancellationToken)
    {
        var work = request.Facts.Work;
        var report = await request.Grains.GetGrain<ICustomerGrain>(work.CustomerKey).GetFailuresAsync(work.Actor);
        if (!report.Ok)
            return new FailureFinding(report.Refusal.Message, null, null);
        var cause = RootCause.Of(report.Value);
        return new FailureFinding(DiagnosisText.Failures(report.Value, cause), report.Value, cause);
    }
}

/// <summary>verify_api_key: checks the customer's keys, and those pasted into the message, by their hashes.</summary>
public sealed class KeyLook : ILook
{
    public string Tool => Tools.VerifyApiKey;

    public async Task<Finding> LookAsync(LookRequest request, CancellationToken cancellationToken)
    {
        var work = request.Facts.Work;
        var customer = request.Grains.GetGrain<ICustomerGrain>(work.CustomerKey);
        var pasted = work.PastedKeys ?? [];
        var keys = await customer.ListKeysAsync(work.Actor);
        var checks = await customer.CheckKeysAsync(work.Actor, [.. pasted.Select(key => key.Hash)]);
        if ((keys.Refusal ?? checks.Refusal) is { } refusal)
            return new KeyFinding(refusal.Message, [], []);
        var verified = pasted.Select(key => new VerifiedKey(key, KnownAs(key, checks.Value, keys.Value))).ToImmutableArray();
        return new KeyFinding(DiagnosisText.Keys(keys.Value, verified), keys.Value, verified);
    }

    private static ApiKey? KnownAs(PastedKey pasted, ImmutableArray<KeyCheck> checks, ImmutableArray<ApiKey> keys) =>
        checks.FirstOrDefault(check => check.KeyHash == pasted.Hash)?.KeyId is { } id ? keys.FirstOrDefault(key => key.Id == id) : null;
}

/// <summary>test_api_authentication: calls the product as the customer does. The secret is opened for these calls alone, and they count nowhere.</summary>
public sealed class AuthenticationLook(IActorAuthority authority, ISandboxClient sandbox, GridOptions options) : ILook
{
    public string Tool => Tools.TestApiAuthentication;

    public async Task<Finding> LookAsync(LookRequest request, CancellationToken cancellationToken)
    {
        if (request.Facts.Found(Tools.DiagnoseAuthError) is not FailureFinding { Report: { } report, Cause: { } cause })
            return new ProbeFinding("Nothing was tested: the customer's calls could not be read.", []);
        cause = cause.With(request.Facts.Found(Tools.VerifyApiKey) as KeyFinding, null);
        var probes = ImmutableArray.CreateBuilder<ProbeResult>();
        foreach (var plan in ProbePlan.Of(report, cause).GroupBy(probe => probe.KeyId))
        {
            // What cannot be reached is not waited for twice.
            if (probes.Any(probe => probe.Status is null))
                break;
            probes.AddRange(await ProbeAsync(request, report.Site, plan.Key, [.. plan.Select(probe => probe.Way)], cancellationToken));
        }

        return new ProbeFinding(DiagnosisText.Probes(probes, options.PublicUrl), probes.ToImmutable());
    }

    private async Task<IEnumerable<ProbeResult>> ProbeAsync(LookRequest request, string? site, string? keyId, string[] ways, CancellationToken cancellationToken)
    {
        if (keyId is null)
            return [await CallAsync(null, ProbePlan.Documented, Address(null), [], cancellationToken)];
        var key = request.Facts.Work.CustomerKey;
        var actor = authority.Sign("diagnosis", Role.System, GrainKey.Parse(key).Workspace);
        var pass = await request.Grains.GetGrain<ICustomerGrain>(key).OpenProbeAsync(actor, keyId);
        if (!pass.Ok)
            return [];
        var results = new List<ProbeResult>();
        foreach (var (way, tag) in ways.Zip(pass.Value.Tags))
        {
            results.Add(await CallAsync(pass.Value.Key, way, Address(site), [ProbePlan.Header(way, pass.Value.Secret), (SandboxProbe.Header, tag)], cancellationToken));
            if (results[^1].Status is null)
                break;
        }

        return results;
    }

    private async Task<ProbeResult> CallAsync(ApiKey? key, string way, string url, ImmutableArray<(string, string)> headers, CancellationToken cancellationToken)
    {
        var answer = await sandbox.GetAsync(url, headers, cancellationToken);
        return new(key, way, answer.Status, answer.Milliseconds, answer.Message);
    }

    private string Address(string? site) => $"{options.PublicUrl}/sandbox/{(site is null ? "" : $"{site}/")}v2/customers";
}
