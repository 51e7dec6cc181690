using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Aegis.Api.Http;

/// <summary>Turns what a grain said into a response.</summary>
internal static class Answer
{
    public static Results<Ok<T>, Refused> Ok<T>(Result<T> result) =>
        result.Ok ? TypedResults.Ok(result.Value) : new Refused(result.Refusal);

    public static Results<Ok<TView>, Refused> Ok<T, TView>(Result<T> result, Func<T, TView> view) =>
        result.Ok ? TypedResults.Ok(view(result.Value)) : new Refused(result.Refusal);

    public static Results<NoContent, Refused> Nothing(Result<Done> result) =>
        result.Ok ? TypedResults.NoContent() : new Refused(result.Refusal);
}
