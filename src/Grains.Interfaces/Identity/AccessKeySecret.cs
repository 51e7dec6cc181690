namespace Aegis.Identity;

/// <summary>What the secret of an <see cref="AccessKey"/> looks like.</summary>
public static class AccessKeySecret
{
    public const string Prefix = "ak_";
    private const int MaxLength = 200;

    /// <summary>Whether it may be one at all: what is not is never hashed or asked for.</summary>
    public static bool IsOne(string? presented) => presented?.Length <= MaxLength && presented.StartsWith(Prefix, StringComparison.Ordinal);
}
