using Aegis.Grains.Policy;

namespace Aegis.Grains.UnitTests.Policy;

/// <summary>A policy that never changes.</summary>
internal sealed class FixedPolicy(string text) : IPolicySource
{
    public PolicySet Current { get; } = PolicyText.Read(text).Value ?? throw new ArgumentException(PolicyText.Read(text).Refusal!.Message, nameof(text));
}
