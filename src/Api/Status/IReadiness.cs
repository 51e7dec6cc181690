namespace Aegis.Api.Status;

/// <summary>What a host knows of itself that no call needs to find out.</summary>
public interface IReadiness
{
    /// <summary>Why requests should go elsewhere for now, or null.</summary>
    string? Obstacle { get; }
}
