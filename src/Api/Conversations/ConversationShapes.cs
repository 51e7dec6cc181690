using Aegis.Agents;
using Aegis.Api.Json;
using Aegis.Conversations;

namespace Aegis.Api.Conversations;

/// <summary>What the customer says.</summary>
internal sealed record SendMessage(string Text) : IBody<SendMessage>
{
    public static SendMessage Read(JsonForm form) => new(form.Text("text"));
}

internal enum Rating { Up, Down }

/// <summary>A judgement of a reply.</summary>
internal sealed record RateReply(string TurnId, Rating Rating, string? Comment) : IBody<RateReply>
{
    public static RateReply Read(JsonForm form) => new(form.Text("turnId"), form.OneOf<Rating>("rating"), form.OptionalText("comment"));
}

/// <summary>A person takes the wheel, or hands it back.</summary>
internal sealed record TakeOver(bool On) : IBody<TakeOver>
{
    public static TakeOver Read(JsonForm form) => new(form.Flag("on"));
}

/// <summary>What models were asked and answered in a turn, an item for each of its intents.</summary>
public sealed record TurnRecordList(ImmutableArray<TurnRecord> Items);

/// <summary>A turn that had not ended when the wait did; its address is in Location.</summary>
public sealed record PendingTurn(string TurnId, TurnStatus Status);
