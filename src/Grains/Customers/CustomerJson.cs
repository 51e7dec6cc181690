using System.Text.Json.Serialization;
using Aegis.Grains.Activity;
using Aegis.Grains.Sandbox;

namespace Aegis.Grains.Customers;

/// <summary>The states of a customer's grains; the storage decides how names and enums are written.</summary>
[JsonSerializable(typeof(CustomerState))]
[JsonSerializable(typeof(ActivityState))]
[JsonSerializable(typeof(SandboxSiteState))]
public sealed partial class CustomerJson : JsonSerializerContext;
