using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aegis.Api.Http;

/// <summary>The whole body of a small request, read once whoever asks first.</summary>
internal sealed class RequestBody
{
    public const int MaxLength = 1 << 20;

    private RequestBody(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <exception cref="BadInputException">The body is longer than <see cref="MaxLength"/> (413).</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<RequestBody>() is { } read)
            return read.Bytes;

        if (context.Request.ContentLength > MaxLength)
            throw TooLarge();
        // One more than allowed, so that the server lets us see that there is more.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxLength + 1;

        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            if (result.Buffer.Length > MaxLength)
                throw TooLarge();
            if (!result.IsCompleted)
            {
                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                continue;
            }

            var body = new RequestBody(System.Buffers.BuffersExtensions.ToArray(result.Buffer));
            reader.AdvanceTo(result.Buffer.End);
            context.Features.Set(body);
            return body.Bytes;
        }
    }

    private static BadInputException TooLarge() =>
        BadInputException.Status(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {MaxLength} bytes.");
}
