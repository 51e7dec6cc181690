using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Aegis.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aegis.Api.Activity;

/// <summary>Cuts a request body into lines as it arrives.</summary>
internal static class ActivityBody
{
    public const int MaxLength = 16 << 20;

    /// <summary>Feeds every line to the batch, and every byte to the hash when there is one.</summary>
    /// <exception cref="BadInputException">More bytes or lines than allowed (413); nothing is taken.</exception>
    public static async Task ReadAsync(HttpContext context, ActivityBatch batch, IncrementalHash? hash)
    {
        if (context.Request.ContentLength > MaxLength)
            throw TooLarge();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxLength + 1;

        var reader = context.Request.BodyReader;
        for (long read = 0; ;)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            var taken = TakeLines(result, batch, hash);
            read += taken;
            if (read + result.Buffer.Length - taken > MaxLength)
                throw TooLarge();
            if (batch.LineCount > ActivityBatch.MaxLines)
                throw BadInputException.Status(StatusCodes.Status413PayloadTooLarge, $"The body has more than {ActivityBatch.MaxLines} lines; send it in parts.");
            reader.AdvanceTo(result.Buffer.GetPosition(taken), result.Buffer.End);
            if (result.IsCompleted)
                return;
        }
    }

    private static long TakeLines(ReadResult result, ActivityBatch batch, IncrementalHash? hash)
    {
        var lines = new SequenceReader<byte>(result.Buffer);
        while (batch.LineCount <= ActivityBatch.MaxLines && lines.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
            AddLine(batch, line);
        if (result.IsCompleted && lines.Remaining > 0)
        {
            AddLine(batch, lines.UnreadSequence);
            lines.AdvanceToEnd();
        }

        if (hash is not null)
        {
            foreach (var segment in result.Buffer.Slice(0, lines.Consumed))
                hash.AppendData(segment.Span);
        }

        return lines.Consumed;
    }

    private static void AddLine(ActivityBatch batch, ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment)
        {
            batch.AddLine(line.FirstSpan);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent((int)line.Length);
        line.CopyTo(rented);
        batch.AddLine(rented.AsSpan(0, (int)line.Length));
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static BadInputException TooLarge() =>
        BadInputException.Status(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {MaxLength} bytes; send it in parts.");
}
