using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aegis.Dashboard.SignIn;

/// <summary>A proxy in front that signs people in, as oauth2-proxy or Authelia do, and says who they are in a header. Off unless its addresses are named.</summary>
public sealed class ProxyOptions
{
    /// <summary>The proxy's addresses or networks, separated by commas: "10.0.0.5, 10.1.0.0/16". Empty for no proxy.</summary>
    public string Trusted { get; set; } = "";

    /// <summary>What the proxy sends in <see cref="SecretHeader"/>, and nobody else knows; at least 16 characters.</summary>
    public string Secret { get; set; } = "";

    public string SecretHeader { get; set; } = "X-Aegis-Proxy-Secret";

    /// <summary>Where the proxy names the user, as the user is called here.</summary>
    public string UserHeader { get; set; } = "X-Forwarded-User";

    internal bool IsOn => Trusted.Length > 0 || Secret.Length > 0;

    internal IEnumerable<IPNetwork> Networks => Trusted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse);

    /// <exception cref="ArgumentException">A setting cannot work; the message names it and the mend.</exception>
    internal void Validate()
    {
        if (!IsOn)
            return;
        if (Networks.ToArray().Length == 0)
            throw new ArgumentException("AEGIS_PROXY__TRUSTED is not set: name the addresses of the proxy that AEGIS_PROXY__SECRET is for, such as 10.0.0.5.");
        if (Secret.Length < 16)
            throw new ArgumentException("AEGIS_PROXY__SECRET has fewer than 16 characters: set it to a longer one, and have the proxy send it.");
        if (SecretHeader.Length == 0 || UserHeader.Length == 0)
            throw new ArgumentException("AEGIS_PROXY__USER_HEADER or AEGIS_PROXY__SECRET_HEADER is empty: name a header, or leave it out.");
    }

    private static IPNetwork Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new ArgumentException($"AEGIS_PROXY__TRUSTED names '{text}': write addresses or networks such as 10.0.0.5, 10.1.0.0/16.");
}

/// <summary>Whom a trusted proxy says a request is from.</summary>
internal sealed class ProxySignIn(DashboardOptions options)
{
    private readonly IPNetwork[] _trusted = [.. options.Proxy.Networks];

    /// <summary>The user's name, or null when there is no proxy, or the request does not prove that it came through it.</summary>
    public string? UserOf(HttpContext context)
    {
        if (!options.Proxy.IsOn || context.Connection.RemoteIpAddress is not { } address || !_trusted.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)))
            return null;
        var (secret, user) = (context.Request.Headers[options.Proxy.SecretHeader], context.Request.Headers[options.Proxy.UserHeader]);
        return secret.Count == 1 && user.Count == 1 && IsSame(secret.ToString(), options.Proxy.Secret) && GrainKey.IsId(user.ToString()) ? user.ToString() : null;
    }

    private static bool IsSame(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
