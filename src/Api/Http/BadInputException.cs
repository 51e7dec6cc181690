namespace Aegis.Api.Http;

/// <summary>A request that binding refused; the exception handler answers with its problem.</summary>
internal sealed class BadInputException(Problem problem) : Exception(problem.Detail ?? problem.Title)
{
    public Problem Problem { get; } = problem;

    public static BadInputException Field(string field, string message) => new(Problem.InvalidField(field, message));

    public static BadInputException Status(int status, string detail) => new(Problem.Of(status, detail));
}
