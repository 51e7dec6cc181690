using Aegis.Connectors;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail;
using Aegis.Embedded;
using Aegis.Grains.Hosting;
using Aegis.Storage.GroupCommit;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Simulation.Mutants;

/// <summary>A billing client that makes a new idempotency key for each attempt and finds nothing by the old one.</summary>
public sealed class LosesIdempotencyKey : Mutant
{
    public override void Sabotage(IServiceCollection services)
    {
        var billing = Decorated.Take<IBilling>(services);
        services.AddSingleton<IBilling>(new Keyless(billing));
    }

    private sealed class Keyless(IBilling billing) : IBilling
    {
        public string Name => billing.Name;

        public bool IsSandbox => billing.IsSandbox;

        public async Task<Receipt> CreateTrialAsync(TrialOrder order, string idempotencyKey, CancellationToken cancellationToken)
        {
            try
            {
                return await billing.CreateTrialAsync(order, idempotencyKey, cancellationToken);
            }
            catch (ConnectorException failure) when (failure.Kind == FailureKind.Unknown)
            {
                // The second attempt would be harmless under the same key.
                return await ((Providers.SimulatedBilling)billing).CreateUnderNewKeyAsync(order, idempotencyKey);
            }
        }

        public Task<Receipt> UpgradeAsync(UpgradeOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
            billing.UpgradeAsync(order, idempotencyKey, cancellationToken);

        public Task<Receipt> DiscountAsync(DiscountOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
            billing.DiscountAsync(order, idempotencyKey, cancellationToken);

        public Task<Receipt> CreditAsync(CreditOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
            billing.CreditAsync(order, idempotencyKey, cancellationToken);

        public Task<Receipt?> FindAsync(BillingEffect effect, string customerReference, string idempotencyKey, CancellationToken cancellationToken) =>
            Task.FromResult<Receipt?>(null);

        public Task<Subscription?> CurrentAsync(string customerReference, CancellationToken cancellationToken) =>
            billing.CurrentAsync(customerReference, cancellationToken);
    }
}

/// <summary>A mail client that sends again when it does not know whether it sent.</summary>
public sealed class RepeatsUnknownMail : Mutant
{
    public override void Sabotage(IServiceCollection services)
    {
        var mail = Decorated.Take<IMail>(services);
        services.AddSingleton<IMail>(new Insistent(mail));
    }

    private sealed class Insistent(IMail mail) : IMail
    {
        public string Name => mail.Name;

        public bool IsSandbox => mail.IsSandbox;

        public Task<string> CheckAsync(CancellationToken cancellationToken) => mail.CheckAsync(cancellationToken);

        public async Task<Receipt> SendAsync(MailMessage message, string idempotencyKey, CancellationToken cancellationToken)
        {
            while (true)
            {
                try
                {
                    return await mail.SendAsync(message, idempotencyKey, cancellationToken);
                }
                catch (ConnectorException failure) when (failure.Kind == FailureKind.Unknown)
                {
                    // The bug: it may have been sent.
                }
            }
        }
    }
}

/// <summary>Grain storage that takes a failed commit for a success.</summary>
public sealed class SwallowsWriteFailures : Mutant
{
    public override void Sabotage(IServiceCollection services) => services.AddKeyedSingleton<IGrainStorage>(
        "Default", (provider, _) => new Optimist(provider.GetRequiredService<GroupCommitGrainStorage>()));

    private sealed class Optimist(IGrainStorage storage) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            storage.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            try
            {
                await storage.WriteStateAsync(stateName, grainId, grainState);
            }
            catch (IOException)
            {
                // The bug: the caller is told that it is durable.
            }
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            storage.ClearStateAsync(stateName, grainId, grainState);
    }
}

/// <summary>Leases read a clock that stands still: what a crash cut short never comes due.</summary>
public sealed class StopsTheClock : Mutant
{
    public override void Sabotage(IServiceCollection services) =>
        services.AddSingleton(provider => new LeaseClock(new Stopped(provider.GetRequiredService<TimeProvider>()), provider.GetRequiredService<GridOptions>()));

    private sealed class Stopped(TimeProvider time) : TimeProvider
    {
        private readonly DateTimeOffset _at = time.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => _at;
    }
}

/// <summary>Takes a registered service out, to put a decorated one in its place.</summary>
internal static class Decorated
{
    public static T Take<T>(IServiceCollection services) where T : class
    {
        var registered = services.Last(s => s.ServiceType == typeof(T) && !s.IsKeyedService);
        services.Remove(registered);
        return (T)registered.ImplementationInstance!;
    }
}
