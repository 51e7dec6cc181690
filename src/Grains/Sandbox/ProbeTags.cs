using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aegis.Grains.Hosting;
using Aegis.Sandbox;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.Sandbox;

/// <summary>A tag that was good for its one call.</summary>
public readonly record struct UsedProbe(string Tag, DateTimeOffset At);

/// <summary>Makes and checks the tags by which calls of Aegis' own count nowhere: each for one customer, one key, one call and a few seconds.</summary>
public sealed class ProbeTags(ISealer sealer, IIdSource ids)
{
    /// <summary>How long a tag is good.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(30);

    public string Make(GrainKey customer, string keyHash, DateTimeOffset now)
    {
        var claim = $"{now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}.{ids.New("probe")}";
        return $"{claim}.{Sign(customer, keyHash, claim)}";
    }

    /// <summary>Whether the call is a probe of Aegis' own; its tag is used up then.</summary>
    public bool Admit(SandboxCall call, GrainKey customer, DateTimeOffset now, List<UsedProbe> used)
    {
        if (call is not { ProbeTag: { } tag, KeyHash: { } keyHash } || !IsGenuine(tag, customer, keyHash, now))
            return false;
        used.RemoveAll(probe => probe.At < now - 2 * GoodFor);
        if (used.Exists(probe => probe.Tag == tag))
            return false;
        used.Add(new(tag, now));
        return true;
    }

    private bool IsGenuine(string tag, GrainKey customer, string keyHash, DateTimeOffset now)
    {
        var cut = tag.LastIndexOf('.');
        var dot = tag.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && cut > dot
            && long.TryParse(tag.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && Math.Abs(now.ToUnixTimeMilliseconds() - at) <= GoodFor.TotalMilliseconds
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(Sign(customer, keyHash, tag[..cut])), Encoding.UTF8.GetBytes(tag[(cut + 1)..]));
    }

    private string Sign(GrainKey customer, string keyHash, string claim) => sealer.Hash("probe", $"{customer}|{keyHash}|{claim}");
}
