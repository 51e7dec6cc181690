using Aegis.Actors;

namespace Aegis.Views;

/// <summary>A list narrowed and ordered in a way people come back to.</summary>
/// <param name="List">Which list it is of: "customers".</param>
/// <param name="Name">1 to 60 characters; one of its kind in the list.</param>
/// <param name="Query">The address's query, without the question mark.</param>
/// <param name="By">Who saved it.</param>
[GenerateSerializer, Immutable, Alias("aegis.SavedView")]
public sealed record SavedView(
    [property: Id(0)] string List, [property: Id(1)] string Name, [property: Id(2)] string Query, [property: Id(3)] string By);

/// <summary>The saved views of a workspace, shared by its people. Keyed "workspace/$views".</summary>
[Alias("aegis.IViewsGrain")]
public interface IViewsGrain : IGrainWithStringKey
{
    /// <summary>The views of a list, by name. Not for customers.</summary>
    [Alias("ListAsync")]
    Task<Result<ImmutableArray<SavedView>>> ListAsync(Actor actor, string list);

    /// <summary>Keeps a view; one of the same list and name is replaced. TooMany beyond 50 of a list.</summary>
    [Alias("SaveAsync")]
    Task<Result<SavedView>> SaveAsync(Actor actor, string list, string name, string query);

    /// <summary>Removes a view; one that is gone already is no error.</summary>
    [Alias("RemoveAsync")]
    Task<Result<Done>> RemoveAsync(Actor actor, string list, string name);
}
