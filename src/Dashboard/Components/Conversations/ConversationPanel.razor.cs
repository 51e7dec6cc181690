using Aegis.Conversations;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Grid;
using Aegis.Dashboard.StaticFiles;
using Aegis.Keys;
using Microsoft.AspNetCore.Components;

namespace Aegis.Dashboard.Components.Conversations;

/// <summary>What was said, and the composer to say more.</summary>
public sealed partial class ConversationPanel : LiveComponent
{
    /// <summary>Characters of what was said that are shown ahead of the circuit.</summary>
    private const int LongestAhead = 100_000;

    private Load<Conversation> _conversation = Load<Conversation>.Waiting;
    private ImmutableArray<Turn> _turns = [];
    private ImmutableArray<Exchange> _exchanges = [];
    private RevealedKeys _secrets = null!;
    private ElementReference _thread;
    private Composer? _composer;
    private string? _refusal;
    private (Composer.Saying Saying, string OperationId)? _sending;

    [Parameter, EditorRequired] public string CustomerId { get; set; } = "";
    [Parameter] public IReadOnlyList<ApiKey> Keys { get; set; } = [];

    /// <summary>Raised when a turn ended: what is known of the customer may have changed.</summary>
    [Parameter] public EventCallback OnTurnEnd { get; set; }
    [Inject] internal ConsoleScript Script { get; set; } = null!;

    /// <summary>What was shown ahead of the circuit; keys stand as placeholders in it.</summary>
    [PersistentState] public Conversation? Ahead { get; set; }

    /// <summary>The name under which the browser keeps what is typed to a customer and not sent.</summary>
    internal static string DraftOf(string customerId) => $"aegis-draft:{customerId}";

    private bool TakenOver => _conversation.Value?.TakenOver ?? false;

    // A wheel taken before names were kept is somebody's all the same.
    private Wheel? Wheel => !TakenOver ? null : _conversation.Value?.Wheel ?? new("Somebody", _turns.IsEmpty ? Time.GetUtcNow() : _turns[^1].At);

    protected override async Task OnInitializedAsync()
    {
        _secrets = new RevealedKeys(Grid, CustomerId);
        Follow(CustomerId);
        if (Ahead is { } ahead)
        {
            Show(new(ahead, null, false));
            CatchUp();
        }
        else
            await RefreshAsync();
    }

    protected override void OnParametersSet() => _secrets.Know(Keys);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await Script.CallAsync("keepAtEnd", _thread);
    }

    protected override async Task RefreshAsync()
    {
        var conversation = await Grid.AskAsync<Conversation>(() => Grid.Orchestrator(CustomerId).GetConversationAsync(Grid.Actor));
        if (conversation.Value is not null || _conversation.Value is null)
            Show(conversation);
    }

    private void Show(Load<Conversation> conversation)
    {
        var shown = Latest(conversation.Value);
        (_conversation, Ahead) = (conversation with { Value = shown }, Carried(shown));
        Arrange(shown?.Turns ?? []);
    }

    /// <summary>The end of a long conversation, which is where its reader begins: the rest comes with the circuit.</summary>
    private Conversation? Latest(Conversation? whole)
    {
        if (whole is null || RendererInfo.IsInteractive)
            return whole;
        var (from, length) = (whole.Turns.Length, 0);
        while (from > 0 && (length += Length(whole.Turns[from - 1])) <= LongestAhead)
            from--;
        return whole with { Turns = whole.Turns[from..] };
    }

    private static int Length(Turn turn) =>
        (turn.Message?.Length ?? 0) + (turn.Reply is { } reply ? reply.Text.Length + reply.Steps.Sum(step => step.Details.Length) + reply.Sections.Diagnostics.Sum(line => line.Length) : 0);

    private void Arrange(ImmutableArray<Turn> turns)
    {
        _turns = turns;
        _exchanges = Exchanges.Of(turns);
    }

    private async Task SendAsync(Composer.Saying saying)
    {
        // The same text sent again after a lost answer is the same message.
        if (_sending?.Saying != saying)
            _sending = (saying, $"console:{Guid.NewGuid():N}");
        var (orchestrator, operationId) = (Grid.Orchestrator(CustomerId), _sending.Value.OperationId);
        var sent = await Grid.AskAsync<string>(() => saying.AsPerson
            ? orchestrator.WriteAsync(Grid.Actor, saying.Text, operationId)
            : orchestrator.SendAsync(Grid.Actor, saying.Text, operationId));
        _refusal = sent.Error;
        if (sent.Value is not { } turnId)
            return;

        _sending = null;
        if (saying.AsPerson)
            await RefreshAsync();
        else if (_turns.All(t => t.Id != turnId))
            Arrange(_turns.Add(new Turn(turnId, saying.Text, TurnStatus.Queued, Time.GetUtcNow(), null, null)));
        await _composer!.ClearAsync();
        await Script.CallAsync("toEnd", _thread);
    }

    private async Task EndTurnAsync()
    {
        await RefreshAsync();
        await OnTurnEnd.InvokeAsync();
    }

    private async Task ToggleWheelAsync()
    {
        var done = await Grid.AskAsync<Done>(() => Grid.Orchestrator(CustomerId).TakeOverAsync(Grid.Actor, !TakenOver));
        _refusal = done.Error;
        await RefreshAsync();
    }
}
