using System.Text.Json;
using System.Text.Json.Serialization;
using Aegis.Approvals;
using Aegis.Storage.States;

namespace Aegis.Grains.Approvals;

/// <summary>Approvals as the list keeps them.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Approval))]
internal sealed partial class ApprovalJson : JsonSerializerContext
{
    public static Approval Read(ApprovalRow row) =>
        JsonSerializer.Deserialize(row.Body, Default.Approval)! with { CustomerName = row.CustomerName };
}
