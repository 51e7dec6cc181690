namespace Aegis.Policy;

/// <summary>The key of a workspace's <see cref="IPolicyGrain"/>; no customer's id can be like it.</summary>
public static class PolicyKey
{
    public static string Of(string workspace) => new GrainKey(workspace, "$policy").ToString();
}
