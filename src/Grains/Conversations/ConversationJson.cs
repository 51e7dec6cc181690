using System.Text.Json.Serialization;

namespace Aegis.Grains.Conversations;

/// <summary>The stored form of conversations.</summary>
[JsonSerializable(typeof(ConversationState))]
internal sealed partial class ConversationJson : JsonSerializerContext;
