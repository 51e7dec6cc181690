using Aegis.Dashboard.SignIn;

namespace Aegis.Dashboard;

/// <summary>How the console is reached, who may enter, and what it shows of the outside.</summary>
public sealed class DashboardOptions
{
    /// <summary>The workspace whose customers the console shows.</summary>
    public string Workspace { get; set; } = GrainKey.DefaultWorkspace;

    /// <summary>What the sign-in form accepts; null leaves the one-time link as the only way in.</summary>
    public string? AdminKey { get; set; }

    /// <summary>Where the keys that protect cookies are kept, so that people stay signed in over a restart; created with mode 0700. Null keeps them in memory.</summary>
    public string? KeysDirectory { get; set; }

    /// <summary>Host names the console answers to, without a port; "*" for any. Guards against DNS rebinding.</summary>
    public ImmutableArray<string> AllowedHosts { get; set; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The outside systems in use, named on every page where they are sandboxes.</summary>
    public ImmutableArray<ConsoleConnector> Connectors { get; set; } = [];

    /// <summary>Whether the grid lets customers be simulated, so that the console offers it.</summary>
    public bool AllowsSimulation { get; set; }

    /// <summary>A proxy that signs people in, if there is one.</summary>
    public ProxyOptions Proxy { get; set; } = new();

    /// <summary>How long a one-time link may be used.</summary>
    public TimeSpan SignInCodeLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a browser stays signed in without use.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <exception cref="ArgumentException">A setting cannot work; the message names it and the mend.</exception>
    internal void Validate()
    {
        Proxy.Validate();
        if (!GrainKey.IsId(Workspace))
            throw new ArgumentException($"Dashboard workspace '{Workspace}' is not an id: use 1 to 64 of A-Z a-z 0-9 _ . -");
        if (AllowedHosts.IsDefaultOrEmpty)
            throw new ArgumentException("Dashboard AllowedHosts is empty: name at least one host, such as localhost.");
        if (AdminKey is { Length: < 16 })
            throw new ArgumentException("Dashboard AdminKey is shorter than 16 characters: use a longer one.");
    }
}

/// <summary>An outside system as the console names it.</summary>
public sealed record ConsoleConnector(string Name, bool IsSandbox);
