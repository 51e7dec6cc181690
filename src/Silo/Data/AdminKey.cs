using System.Buffers.Text;
using System.Security.Cryptography;
using Aegis.Silo.Settings;

namespace Aegis.Silo.Data;

/// <summary>The administrator's key: as set, or as kept in the data directory, or made at the first start.</summary>
/// <param name="IsNew">Made just now, so it is shown once.</param>
public sealed record AdminKey(string Value, bool IsNew)
{
    public const string FileName = "admin.key";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static AdminKey Resolve(AegisOptions options, DataDirectory data)
    {
        if (options.AdminKey is { } given)
            return new AdminKey(given, IsNew: false);

        var path = data.File(FileName);
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } kept)
            return new AdminKey(kept, IsNew: false);

        var made = "aegis_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        Keep(path, made);
        return new AdminKey(made, IsNew: true);
    }

    public override string ToString() => "AdminKey { *** }";

    private static void Keep(string path, string key)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new StreamWriter(path, options);
        file.WriteLine(key);
    }
}
