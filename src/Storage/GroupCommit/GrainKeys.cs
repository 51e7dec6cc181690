namespace Aegis.Storage.GroupCommit;

/// <summary>Takes "workspace/customer id" apart.</summary>
internal static class GrainKeys
{
    public static string Workspace(string grainKey) => Split(grainKey).Workspace;

    /// <summary>The customer a key is of: "workspace/customer id" of "workspace/customer id/what".</summary>
    public static string Customer(string grainKey)
    {
        var second = grainKey.IndexOf('/', grainKey.IndexOf('/', StringComparison.Ordinal) + 1);
        return second < 0 ? grainKey : grainKey[..second];
    }

    public static (string Workspace, string CustomerId) Split(string grainKey)
    {
        var slash = grainKey.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 ? (grainKey[..slash], grainKey[(slash + 1)..]) : throw new FormatException($"'{grainKey}' is not a key of the form workspace/customer, which a sealed state needs.");
    }
}
