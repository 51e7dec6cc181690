namespace Aegis.Grains.Hosting;

/// <summary>The right to work on something, held by one instance until it expires; a later epoch fences an earlier one out.</summary>
/// <param name="Epoch">From 1; raised with every new holder.</param>
/// <param name="Holder">The instance id of the process that works.</param>
public sealed record Lease(long Epoch, string Holder, DateTimeOffset ExpiresAt);

/// <summary>Grants leases of this process and tells which ones are void.</summary>
public sealed class LeaseClock(TimeProvider time, GridOptions options)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>This process, as leases name it.</summary>
    public string Holder => options.InstanceId;

    public Lease Grant(long epoch, TimeSpan length) => new(epoch, Holder, Now + length);

    /// <summary>Whether nobody holds the lease any more: it expired, or its holder was an earlier run of the only process.</summary>
    public bool IsVoid(Lease lease) => IsVoid(lease.Holder, lease.ExpiresAt);

    /// <inheritdoc cref="IsVoid(Lease)"/>
    public bool IsVoid(string holder, DateTimeOffset expiresAt) =>
        expiresAt <= Now || (options.SingleProcess && holder != Holder);
}
