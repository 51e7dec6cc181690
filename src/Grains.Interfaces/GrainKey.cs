namespace Aegis;

/// <summary>The key of a customer's grains: "workspace/customer id". Both parts match <c>[A-Za-z0-9_.-]{1,64}</c>.</summary>
public readonly record struct GrainKey(string Workspace, string CustomerId)
{
    /// <summary>The workspace used unless another is named.</summary>
    public const string DefaultWorkspace = "default";

    public override string ToString() => $"{Workspace}/{CustomerId}";

    /// <exception cref="FormatException">The text is not "workspace/customer id".</exception>
    public static GrainKey Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < key.Length - 1
            ? new(key[..slash], key[(slash + 1)..])
            : throw new FormatException($"'{key}' is not a grain key of the form workspace/customer.");
    }

    /// <summary>Whether a text may be a workspace or customer id.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
