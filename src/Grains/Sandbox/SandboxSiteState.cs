using System.Text.Json.Serialization;
using Aegis.Sandbox;
using Aegis.Storage.States;

namespace Aegis.Grains.Sandbox;

/// <summary>A site of the product sandbox and the data in it.</summary>
public sealed class SandboxSiteState : GridState
{
    /// <summary>Null before it is provisioned.</summary>
    public string? Site { get; set; }

    public List<SiteCustomer> Customers { get; set; } = [];

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => null;
}
