using System.Reflection;
using Aegis.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Aegis.Api.Json;

/// <summary>A request shape that reads itself from a form.</summary>
internal interface IBody<TSelf> where TSelf : IBody<TSelf>
{
    /// <summary>Takes the fields; the caller closes the form.</summary>
    static abstract TSelf Read(JsonForm form);
}

/// <summary>The same for a request that may come without a body: then no field is given.</summary>
internal sealed class OptionalBody<T>(T value) : IEndpointParameterMetadataProvider where T : IBody<T>
{
    public T Value { get; } = value;

    public static async ValueTask<OptionalBody<T>> BindAsync(HttpContext context)
    {
        if (!(await RequestBody.ReadAsync(context)).IsEmpty)
            return new((await Body<T>.BindAsync(context)).Value);
        var form = JsonForm.Parse("{}"u8.ToArray());
        var value = T.Read(form);
        form.Close();
        return new(value);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: true));
}

/// <summary>A handler parameter bound from the request's JSON; bad input never reaches the handler.</summary>
internal sealed class Body<T>(T value) : IEndpointParameterMetadataProvider where T : IBody<T>
{
    public T Value { get; } = value;

    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw BadInputException.Status(StatusCodes.Status415UnsupportedMediaType, $"The body is {Texts.Quote(context.Request.ContentType ?? "")}; application/json is needed.");

        var form = JsonForm.Parse(await RequestBody.ReadAsync(context));
        var value = T.Read(form);
        form.Close();
        return new(value);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}
