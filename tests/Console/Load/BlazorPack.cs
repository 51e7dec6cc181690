using System.Buffers.Binary;
using System.Text;

namespace Aegis.Console.Load;

/// <summary>The little of Blazor's hub protocol (MessagePack with a length before each message) that a circuit without a browser needs.</summary>
internal static class BlazorPack
{
    private const int Invocation = 1;

    /// <summary>An invocation that expects an answer when it has an id.</summary>
    public static byte[] Invoke(string? id, string target, params object?[] arguments)
    {
        var body = new MemoryStream();
        body.WriteByte(0x96);
        body.WriteByte(Invocation);
        body.WriteByte(0x80);
        Write(body, id);
        Write(body, target);
        body.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
            Write(body, argument);
        body.WriteByte(0x90);
        return [.. Length((int)body.Length), .. body.ToArray()];
    }

    /// <summary>Splits what came into whole messages; what is left is the beginning of one.</summary>
    public static List<object?[]> Read(ref ReadOnlyMemory<byte> received)
    {
        var messages = new List<object?[]>();
        while (TryLength(received.Span, out var length, out var prefix) && received.Length >= prefix + length)
        {
            var reader = new Reader(received.Slice(prefix, length));
            messages.Add((object?[])reader.Read()!);
            received = received[(prefix + length)..];
        }

        return messages;
    }

    private static IEnumerable<byte> Length(int length)
    {
        for (; length >= 0x80; length >>= 7)
            yield return (byte)(length | 0x80);
        yield return (byte)length;
    }

    private static bool TryLength(ReadOnlySpan<byte> bytes, out int length, out int prefix)
    {
        (length, prefix) = (0, 0);
        while (prefix < bytes.Length && prefix < 5)
        {
            var part = bytes[prefix];
            length |= (part & 0x7f) << (7 * prefix++);
            if (part < 0x80)
                return true;
        }

        return false;
    }

    private static void Write(MemoryStream to, object? value)
    {
        Span<byte> head = stackalloc byte[9];
        switch (value)
        {
            case null:
                to.WriteByte(0xc0);
                break;
            case bool truth:
                to.WriteByte(truth ? (byte)0xc3 : (byte)0xc2);
                break;
            case long number:
                head[0] = 0xd3;
                BinaryPrimitives.WriteInt64BigEndian(head[1..], number);
                to.Write(head);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                head[0] = 0xdb;
                BinaryPrimitives.WriteInt32BigEndian(head[1..], bytes.Length);
                to.Write(head[..5]);
                to.Write(bytes);
                break;
            default:
                throw new NotSupportedException(value.GetType().Name);
        }
    }

    private struct Reader(ReadOnlyMemory<byte> bytes)
    {
        private int _at;

        public object? Read()
        {
            var code = bytes.Span[_at++];
            return code switch
            {
                <= 0x7f => (long)code,
                >= 0xe0 => (long)(sbyte)code,
                <= 0x8f => Map(code & 0xf),
                <= 0x9f => Array(code & 0xf),
                <= 0xbf => Text(code & 0x1f),
                0xc0 => null,
                0xc2 => false,
                0xc3 => true,
                0xc4 or 0xc5 or 0xc6 => Binary(Number(1 << (code - 0xc4))),
                0xca => Skip(4),
                0xcb => Skip(8),
                0xcc or 0xcd or 0xce or 0xcf => Number(1 << (code - 0xcc)),
                0xd0 => (long)(sbyte)Number(1),
                0xd1 => (long)(short)Number(2),
                0xd2 => (long)(int)Number(4),
                0xd3 => Number(8),
                0xd9 or 0xda or 0xdb => Text(Number(1 << (code - 0xd9))),
                0xdc or 0xdd => Array(Number(code == 0xdc ? 2 : 4)),
                0xde or 0xdf => Map(Number(code == 0xde ? 2 : 4)),
                _ => throw new NotSupportedException($"MessagePack 0x{code:x2}"),
            };
        }

        private long Number(int size)
        {
            var number = 0L;
            for (var i = 0; i < size; i++)
                number = (number << 8) | bytes.Span[_at++];
            return number;
        }

        private string Text(long length)
        {
            _at += (int)length;
            return Encoding.UTF8.GetString(bytes.Span.Slice(_at - (int)length, (int)length));
        }

        // Rendered pages are not looked into: their size is all that is of interest.
        private object Binary(long length)
        {
            _at += (int)length;
            return length;
        }

        private object? Skip(int length)
        {
            _at += length;
            return null;
        }

        private object?[] Array(long count)
        {
            var items = new object?[count];
            for (var i = 0; i < count; i++)
                items[i] = Read();
            return items;
        }

        private object? Map(long count)
        {
            for (var i = 0; i < 2 * count; i++)
                Read();
            return null;
        }
    }
}
