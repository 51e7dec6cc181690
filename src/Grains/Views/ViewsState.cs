using System.Text.Json.Serialization;
using Aegis.Storage.States;
using Aegis.Views;

namespace Aegis.Grains.Views;

/// <summary>The saved views of a workspace.</summary>
public sealed class ViewsState : GridState
{
    public List<SavedView> Views { get; set; } = [];

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => null;
}

[JsonSerializable(typeof(ViewsState))]
public sealed partial class ViewsJson : JsonSerializerContext;
