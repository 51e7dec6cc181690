using Microsoft.AspNetCore.Builder;

namespace Aegis.Api.OpenApi;

/// <summary>The query parameters of an endpoint that reads them by a form of its own.</summary>
internal sealed record QueryParameters(ImmutableArray<string> Names);

internal static class QueryParametersExtensions
{
    public static TBuilder WithQuery<TBuilder>(this TBuilder builder, params ImmutableArray<string> names) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new QueryParameters(names));
}
