namespace Aegis.Api.Activity;

/// <summary>A line that was not taken, by its number from 1.</summary>
public sealed record RejectedLine(int Line, string Error);

/// <summary>What became of a batch: lines accepted (new ones and repeats), and those rejected with the reason.</summary>
public sealed record ActivityAnswer(int Accepted, IReadOnlyList<RejectedLine> Rejected);

/// <summary>A batch that storage could not take whole: what was accepted is durable, the rejected lines may be sent again.</summary>
public sealed record ActivityProblem(string Type, string Title, int Status, string Detail, int Accepted, IReadOnlyList<RejectedLine> Rejected);
