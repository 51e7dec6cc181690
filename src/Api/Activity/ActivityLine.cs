using System.Text.Json;
using Aegis.Activity;
using Aegis.Api.Json;

namespace Aegis.Api.Activity;

/// <summary>Parses one line of activity by hand: at full load this is most of what the edge does.</summary>
internal ref struct ActivityLine
{
    private const int MaxText = 512;
    private readonly StringPool _pool;
    private Utf8JsonReader _reader;
    private string? _error;
    private string? _customerId, _id, _endpoint, _reason;
    private int? _status;
    private double? _latencyMs;
    private DateTimeOffset? _at;
    private Fields _seen;

    private ActivityLine(ReadOnlySpan<byte> line, StringPool pool)
    {
        _reader = new(line, new JsonReaderOptions { MaxDepth = 32 });
        _pool = pool;
    }

    /// <summary>The event and its customer, or what is wrong with the line.</summary>
    public static string? Parse(ReadOnlySpan<byte> line, StringPool pool, DateTimeOffset now, out string customerId, out ActivityEvent activity)
    {
        (customerId, activity) = ("", null!);
        var parser = new ActivityLine(line, pool);
        try
        {
            parser.ReadFields();
        }
        catch (JsonException malformed)
        {
            return $"The line is not valid JSON: {Texts.Quote(malformed.Message).Trim('"')}";
        }
        catch (InvalidOperationException)
        {
            return "The line holds a lone surrogate or invalid UTF-8, which is not allowed.";
        }

        return parser._error ?? parser.Finish(now, out customerId, out activity);
    }

    private string? Finish(DateTimeOffset now, out string customerId, out ActivityEvent activity)
    {
        (customerId, activity) = (_customerId ?? "", null!);
        if (_customerId is null)
            return "'customerId' is missing.";
        if (!GrainKey.IsId(_customerId))
            return $"'customerId' is {Texts.Quote(_customerId)}; 1 to 64 letters, digits, '_', '-' and '.' are allowed.";
        if (_endpoint is null)
            return "'endpoint' is missing.";
        if (_status is not { } status)
            return "'status' is missing.";
        activity = new(_id, _endpoint, status, _at ?? now, _latencyMs, _reason);
        return ActivityRules.Check(activity, now)?.Message;
    }

    private void ReadFields()
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
        {
            _error = "The line is not a JSON object.";
            return;
        }

        while (_error is null && _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
            ReadField();
        if (_error is null && _reader.Read())
            _error = "The line holds more than one JSON object.";
    }

    private void ReadField()
    {
        if (_reader.ValueTextEquals("customerId"u8))
            _customerId = Text("customerId", Fields.CustomerId, optional: false);
        else if (_reader.ValueTextEquals("endpoint"u8))
            _endpoint = Text("endpoint", Fields.Endpoint, optional: false);
        else if (_reader.ValueTextEquals("status"u8))
            _status = Status();
        else if (_reader.ValueTextEquals("at"u8))
            _at = Time();
        else if (_reader.ValueTextEquals("latencyMs"u8))
            _latencyMs = Latency();
        else if (_reader.ValueTextEquals("reason"u8))
            _reason = Text("reason", Fields.Reason, optional: true);
        else if (_reader.ValueTextEquals("id"u8))
            _id = Text("id", Fields.Id, optional: true);
        else
            _error = $"{Texts.Quote(_reader.GetString()!)} is not a field of an event.";
    }

    private int? Status()
    {
        if (!Next("status", Fields.Status, JsonTokenType.Number, "a whole number", optional: false))
            return null;
        if (_reader.TryGetInt32(out var status))
            return status;
        _error = "'status' is not a whole number.";
        return null;
    }

    private double? Latency()
    {
        if (!Next("latencyMs", Fields.LatencyMs, JsonTokenType.Number, "a number", optional: true))
            return null;
        if (_reader.TryGetDouble(out var latency))
            return latency;
        _error = "'latencyMs' is out of range.";
        return null;
    }

    private DateTimeOffset? Time()
    {
        if (!Next("at", Fields.At, JsonTokenType.String, "an ISO 8601 time", optional: true))
            return null;
        if (!_reader.TryGetDateTimeOffset(out var at))
        {
            _error = "'at' is not an ISO 8601 time such as 2026-01-31T12:00:00Z.";
            return null;
        }

        // A time without an offset is UTC, wherever the server stands.
        var hasOffset = _reader.ValueSpan.Length > 10 && _reader.ValueSpan[10..].IndexOfAny("Zz+-"u8) >= 0;
        return hasOffset ? at.ToUniversalTime() : new(at.DateTime, TimeSpan.Zero);
    }

    private string? Text(string name, Fields field, bool optional)
    {
        if (!Next(name, field, JsonTokenType.String, "a text", optional))
            return null;
        if (_reader.ValueSpan.Length > MaxText)
        {
            _error = $"'{name}' is longer than {MaxText} bytes.";
            return null;
        }

        Span<char> buffer = stackalloc char[MaxText];
        var text = buffer[.._reader.CopyString(buffer)];
        if (Texts.Flaw(text) is { } flaw)
        {
            _error = $"'{name}' {flaw}.";
            return null;
        }

        return field == Fields.Id ? text.ToString() : _pool.Get(text);
    }

    /// <summary>Moves to a field's value; false when there is none to take, with an error unless it may be null.</summary>
    private bool Next(string name, Fields field, JsonTokenType needed, string kind, bool optional)
    {
        if ((_seen & field) != 0)
            _error = $"'{name}' appears twice.";
        _seen |= field;
        _reader.Read();
        if (_reader.TokenType != needed && !(optional && _reader.TokenType == JsonTokenType.Null))
            _error ??= $"'{name}' is not {kind}.";
        return _error is null && _reader.TokenType == needed;
    }

    [Flags]
    private enum Fields
    {
        None = 0, CustomerId = 1, Endpoint = 2, Status = 4, At = 8, LatencyMs = 16, Reason = 32, Id = 64,
    }
}
