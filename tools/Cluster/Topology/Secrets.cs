using System.Security.Cryptography;

namespace Aegis.Cluster.Topology;

/// <summary>The files with the cluster's secrets, each made once (mode 0600) and read by the processes themselves.</summary>
public sealed record Secrets(string MasterKey, string AdminKey, string SandboxKey, string DatabasePassword)
{
    /// <summary>Where they lie, whether they are there yet or not.</summary>
    public static Secrets In(string data) => new(
        Path.Combine(data, "master.key"), Path.Combine(data, "admin.key"), Path.Combine(data, "sandbox.key"), Path.Combine(data, "postgres.password"));

    /// <summary>Makes those that are missing; a master or admin key that is given becomes the cluster's.</summary>
    /// <exception cref="OptionException">The cluster has another key than the one given.</exception>
    public Secrets Prepare(string? masterKey, string? adminKey)
    {
        Keep(MasterKey, masterKey, "AEGIS_MASTER_KEY");
        Keep(AdminKey, adminKey, "AEGIS_ADMIN_KEY");
        Keep(SandboxKey, null, "AEGIS_SANDBOX__API_KEY");
        Keep(DatabasePassword, null, "AEGIS_DATABASE_PASSWORD");
        return this;
    }

    private static void Keep(string path, string? given, string variable)
    {
        given = string.IsNullOrWhiteSpace(given) ? null : given.Trim();
        if (!File.Exists(path))
            OwnerFile.Write(path, FileMode.CreateNew, [given ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))]);
        else if (given is not null && given != File.ReadAllText(path).Trim())
            throw new OptionException($"{variable} is not the key in {path}: leave it out, or name another --data.");
    }
}
