using System.Text.Json;
using Aegis.Behaviours;
using Aegis.LoadTest.Measuring;

namespace Aegis.LoadTest.Traffic;

/// <summary>Lives one behaviour against the grid, one operation at a time, and keeps account of what was acknowledged.</summary>
public sealed class SimulatedCustomer(CustomerAccount account, GridClient grid, Meter meter, TimeProvider time, CancellationToken giveUp)
{
    private int _operations;
    private string? _secret;

    /// <summary>Takes one step after the other until told to stop; what was begun is finished.</summary>
    /// <param name="beat">The time of a pause of 1.</param>
    public async Task LiveAsync(IEnumerable<Step> life, TimeSpan beat, CancellationToken stop)
    {
        foreach (var step in life)
        {
            do
            {
                if (!await PauseAsync(step.Pause * beat, stop))
                    return;
                await PerformAsync(step.Operation);
            }
            // Nobody goes on without being registered: it is asked for until it succeeds.
            while (!account.SignedUp);
        }
    }

    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        try
        {
            await Task.Delay(pause, time, stop);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private Task PerformAsync(CustomerOperation operation) => operation switch
    {
        CustomerOperation.SignUp who => SignUpAsync(who),
        CustomerOperation.AskForSetUp ask => SayAsync(operation.Name, ask.Text, account.SetUps),
        CustomerOperation.Say say => SayAsync(operation.Name, say.Text, setUps: null),
        CustomerOperation.Report report => ReportAsync(operation.Name, report),
        CustomerOperation.CallProduct call => CallProductAsync(operation.Name, call.WellFormed),
        CustomerOperation.IssueLiveKey => IssueLiveKeyAsync(operation.Name),
        _ => SendAsync(operation.Name, () => CustomerRequests.Health(account.Id)),
    };

    private async Task SignUpAsync(CustomerOperation.SignUp who)
    {
        if (await SendAsync(who.Name, () => CustomerRequests.SignUp(account.Id, who)) is not { Ok: true })
            return;
        account.SignedUp = true;
        meter.SignedUp();
    }

    private async Task SayAsync(string name, string text, Tally? setUps)
    {
        var operationId = NextOperation();
        var answer = await SendAsync(name, () => CustomerRequests.Say(account.Id, text, operationId));
        if (answer is { Ok: true } && answer.Json()?.GetProperty("turnId").GetString() is { } turn)
        {
            account.Turns.Add(turn);
            account.Messages.Acknowledged++;
            if (setUps is not null)
                setUps.Acknowledged++;
            return;
        }

        account.Messages.Unknown++;
        if (setUps is not null)
            setUps.Unknown++;
    }

    private async Task ReportAsync(string name, CustomerOperation.Report report)
    {
        var (batch, now) = (NextOperation(), time.GetUtcNow());
        var lines = report.Calls.Select((call, i) => CustomerRequests.Line(account.Id, $"{batch}-{i}", call, now)).ToList();
        var final = await SendAsync(name, () => CustomerRequests.Report(lines), answer =>
        {
            if (Receipt.Of(answer) is not { } receipt)
                return;
            var open = receipt.Rejected.Where(line => line <= lines.Count).Select(line => lines[line - 1]).ToList();
            Acknowledge(lines.Count - open.Count);
            lines = open;
        });
        if (lines.Count == 0)
            return;
        // Refused for good, so not counted; otherwise an attempt that brought no answer may have been.
        if (final is { Ok: true })
            meter.Failed(name, "rejected line");
        else
            account.Events.Unknown += lines.Count;
    }

    private async Task CallProductAsync(string name, bool wellFormed)
    {
        if ((_secret ??= await FindSecretAsync()) is not { } secret)
            return;
        var answered = wellFormed ? 200 : 401;
        var answer = await SendAsync(name, () => CustomerRequests.CallProduct(secret, wellFormed), each =>
        {
            // A call counts by itself, refused for its rate or not; one that got another answer may have counted.
            if (each.Status == answered || each.Status is 403 or 429)
                Acknowledge(1);
            else
                account.Events.Unknown++;
        }, onLost: () => account.Events.Unknown++, expected: answered);
        if (answer?.Status != answered)
            _secret = null;
    }

    private async Task IssueLiveKeyAsync(string name)
    {
        var operationId = NextOperation();
        var answer = await SendAsync(name, () => CustomerRequests.IssueKey(account.Id, "live", operationId));
        _ = answer is { Ok: true } ? account.LiveKeys.Acknowledged++ : account.LiveKeys.Unknown++;
    }

    /// <summary>Looks its test key up; none while the set-up is not through.</summary>
    private async Task<string?> FindSecretAsync()
    {
        var keys = await SendAsync("keys", () => CustomerRequests.Keys(account.Id));
        if (keys is not { Ok: true } || keys.Json() is not { } list)
            return null;
        var key = list.GetProperty("items").EnumerateArray()
            .FirstOrDefault(k => k.GetProperty("environment").GetString() == "test" && k.GetProperty("status").GetString() == "active");
        if (key.ValueKind != JsonValueKind.Object)
            return null;
        var operationId = NextOperation();
        var shown = await SendAsync("reveal", () => CustomerRequests.RevealKey(account.Id, key.GetProperty("id").GetString()!, operationId));
        return shown is { Ok: true } ? shown.Json()?.GetProperty("secret").GetString() : null;
    }

    private Task<Answer?> SendAsync(string name, Func<HttpRequestMessage> request, Action<Answer>? onAnswer = null, Action? onLost = null, int? expected = null) =>
        grid.SendAsync(name, request, giveUp, onAnswer, onLost, expected);

    private void Acknowledge(int events)
    {
        account.Events.Acknowledged += events;
        meter.Acknowledged(events);
    }

    private string NextOperation() => $"{account.Id}-{++_operations}";
}
