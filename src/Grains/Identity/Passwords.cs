using System.Security.Cryptography;
using System.Text;
using Aegis.Identity;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.Identity;

/// <summary>PBKDF2-HMAC-SHA512, salted for each password.</summary>
public static class Passwords
{
    public const int Shortest = 12;
    public const int Longest = 200;

    /// <summary>What OWASP asks of this function.</summary>
    public const int Iterations = 210_000;

    private const int SaltSize = 16;
    private const int HashSize = 32;

    public static Refusal? Check(string password, string name) =>
        password is not { Length: >= Shortest and <= Longest } ? Invalid($"The password must have {Shortest} to {Longest} characters.")
        : password.Distinct().Count() < 5 ? Invalid("The password repeats too few characters.")
        : password.Contains(name, StringComparison.OrdinalIgnoreCase) && password.Length < name.Length + Shortest ? Invalid("The password is little more than the user's name.")
        : null;

    public static PasswordHash Make(string password, IEntropy entropy)
    {
        var salt = new byte[SaltSize];
        entropy.Fill(salt);
        return new(Iterations, Convert.ToHexStringLower(salt), Derive(password, salt, Iterations));
    }

    public static bool Matches(string password, PasswordHash kept) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Derive(password, Convert.FromHexString(kept.Salt), kept.Iterations)), Encoding.ASCII.GetBytes(kept.Hash));

    /// <summary>A hash that no password has, to judge a stranger's by: it takes as long.</summary>
    public static PasswordHash OfNobody { get; } = new(Iterations, new string('0', SaltSize * 2), new string('-', HashSize * 2));

    private static string Derive(string password, byte[] salt, int iterations) =>
        Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA512, HashSize));

    private static Refusal Invalid(string message) => new(RefusalKind.Invalid, message, "password");
}
