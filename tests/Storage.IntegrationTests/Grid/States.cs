using System.Text.Json.Serialization;
using Aegis.Storage.States;

namespace Aegis.Storage.IntegrationTests.Grid;

/// <summary>Owns a ledger, as a customer does.</summary>
public sealed class AccountState : LedgerState
{
    public string Name { get; set; } = "";
    public Mood Mood { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public byte[]? Secret { get; set; }
    public override DateTimeOffset? NextDueAt => DueAt;
}

public enum Mood { New, NeedsAttention }

/// <summary>A plain state without secrets.</summary>
public sealed class CounterState : GridState
{
    public int Count { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public override DateTimeOffset? NextDueAt => DueAt;
}

/// <summary>Stored sealed as a whole, under its customer's key.</summary>
public sealed class DiaryState : SealedGridState
{
    public string Text { get; set; } = "";
    public override bool WholeSealed => true;
    public override DateTimeOffset? NextDueAt => null;
}

/// <summary>Stored sealed under a key that all of a workspace share.</summary>
public sealed class AnswerState : SealedGridState
{
    public string Text { get; set; } = "";
    public override bool WholeSealed => true;
    public override string? KeyScope => "$edge";
    public override DateTimeOffset? NextDueAt => null;
}

[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(CounterState))]
[JsonSerializable(typeof(DiaryState))]
[JsonSerializable(typeof(AnswerState))]
internal sealed partial class TestJson : JsonSerializerContext;
