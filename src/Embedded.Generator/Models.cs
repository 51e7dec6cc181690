using System.Collections.Immutable;
using System.Linq;

namespace Aegis.Embedded.Generator;

/// <summary>A type as text, comparable by value so that unchanged types are not generated again.</summary>
internal abstract record Model(string FullName)
{
    /// <summary>An identifier made of the full name.</summary>
    public string Identifier => new([.. FullName.Replace("global::", "").Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
}

internal sealed record InterfaceModel(string FullName, string Alias, Sequence<MethodModel> Methods) : Model(FullName)
{
    public string FileName => Identifier + ".g.cs";
}

/// <param name="Owner">The interface that declares the method; a base of the proxied one or itself.</param>
/// <param name="Result">The awaited type, or null for none.</param>
internal sealed record MethodModel(
    string Owner, string Name, string ReturnType, string? Result, bool IsValueTask, Sequence<ParameterModel> Parameters, string Traits, string? Timeout)
{
    public ParameterModel? Cancellation => Parameters.Items.FirstOrDefault(p => p.IsCancellation);
}

internal sealed record ParameterModel(string Type, string Name, bool IsCancellation);

/// <param name="Arguments">The constructor's arguments as expressions over "grain", the construction.</param>
internal sealed record ClassModel(
    string FullName, string GrainType, Sequence<string> Interfaces, Sequence<string> Arguments, bool Reentrant,
    int MaxLocalWorkers, string CollectionAge, Sequence<string> StreamNamespaces) : Model(FullName);

/// <summary>An array compared by its items.</summary>
internal readonly struct Sequence<T>(ImmutableArray<T> items) : System.IEquatable<Sequence<T>>
{
    public ImmutableArray<T> Items => items;

    public bool Equals(Sequence<T> other) => items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

    public override int GetHashCode() => items.Aggregate(17, (hash, item) => unchecked((hash * 31) + (item?.GetHashCode() ?? 0)));
}
