namespace Aegis.Embedded.Runtime;

/// <summary>How calls of a method may share an activation.</summary>
[Flags]
public enum MethodTraits : byte
{
    None = 0,
    AlwaysInterleave = 1,
    ReadOnly = 2,
    OneWay = 4,

    /// <summary>Does not count as use of the activation.</summary>
    Background = 8,
}

/// <summary>What the host knows of one method of a grain interface; made once by generated code.</summary>
/// <param name="timeout">How long callers wait, as "hh:mm:ss"; null for the host's default.</param>
public sealed class GrainMethod(string interfaceName, string name, MethodTraits traits, string? timeout = null)
{
    public string InterfaceName { get; } = interfaceName;

    public string Name { get; } = name;

    public MethodTraits Traits { get; } = traits;

    internal TimeSpan? ResponseTimeout { get; } =
        timeout is null ? null : TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);

    internal bool Is(MethodTraits trait) => (Traits & trait) != 0;

    public override string ToString() => $"{InterfaceName}.{Name}";
}
