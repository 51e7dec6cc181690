namespace Aegis.Grains.Agents;

/// <summary>Arguments that playbooks propose.</summary>
internal static class ActionArguments
{
    public static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    public static readonly ImmutableSortedDictionary<string, string> TestKey = None.Add("environment", "test");
}
