namespace Aegis.Cluster.Topology;

/// <summary>The directory of a cluster: one runs in it at a time.</summary>
internal static class ClusterDirectory
{
    /// <summary>A file with the settings under which other commands find the grid, as a shell reads it.</summary>
    public const string Variables = "cluster.env";

    private static readonly string[] Shared = ["AEGIS_STORAGE", "ConnectionStrings__Aegis", "AEGIS_DATABASE_PASSWORD_FILE", "AEGIS_MASTER_KEY_FILE"];

    /// <exception cref="OptionException">Another cluster runs there, or it cannot be used.</exception>
    public static FileStream Hold(string data)
    {
        try
        {
            return new FileStream(Path.Combine(data, "cluster.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OptionException($"--data is '{data}': another cluster runs there, or this user may not write there. Stop it, or name another directory.");
        }
    }

    public static void WriteVariables(string data, MemberPlan silo) => OwnerFile.Write(Path.Combine(data, Variables), FileMode.Create,
        Shared.Where(silo.Variables.ContainsKey).Select(name => $"export {name}='{silo.Variables[name].Replace("'", @"'\''", StringComparison.Ordinal)}'"));
}
