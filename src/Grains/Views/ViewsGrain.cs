using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Views;

namespace Aegis.Grains.Views;

/// <inheritdoc cref="IViewsGrain"/>
[GrainType("views")]
public sealed class ViewsGrain([PersistentState("views")] IPersistentState<ViewsState> views, IActorAuthority authority) : Grain, IViewsGrain
{
    private const int MostOfAList = 50;
    private const int MaxName = 60;
    private const int MaxQuery = 1_000;

    private List<SavedView> Views => views.State.Views;

    public Task<Result<ImmutableArray<SavedView>>> ListAsync(Actor actor, string list) => Task.FromResult<Result<ImmutableArray<SavedView>>>(
        Guard(actor, Right.Read) is { } refusal
            ? refusal
            : Views.Where(v => v.List == list).OrderBy(v => v.Name, StringComparer.OrdinalIgnoreCase).ToImmutableArray());

    public async Task<Result<SavedView>> SaveAsync(Actor actor, string list, string name, string query)
    {
        name = name.Trim();
        if ((Guard(actor, Right.Tend) ?? Check(list, name, query)) is { } refusal)
            return refusal;
        var view = new SavedView(list, name, query, actor.ToString());
        var at = Views.FindIndex(v => v.List == list && v.Name == name);
        if (at < 0 && Views.Count(v => v.List == list) >= MostOfAList)
            return new Refusal(RefusalKind.TooMany, $"There are {MostOfAList} saved views already: remove one first.", "name");
        if (at < 0)
            Views.Add(view);
        else
            Views[at] = view;
        await views.WriteOrDeactivateAsync(DeactivateOnIdle);
        return view;
    }

    public async Task<Result<Done>> RemoveAsync(Actor actor, string list, string name)
    {
        if (Guard(actor, Right.Tend) is { } refusal)
            return refusal;
        if (Views.RemoveAll(v => v.List == list && v.Name == name) > 0)
            await views.WriteOrDeactivateAsync(DeactivateOnIdle);
        return Done.Instance;
    }

    private static Refusal? Check(string list, string name, string query) =>
        !GrainKey.IsId(list) ? new(RefusalKind.Invalid, $"'{TextRules.Show(list)}' is no list.", "list")
        : ShownText.IsBlank(name) ? new(RefusalKind.Invalid, $"'name' is empty: use 1 to {MaxName} characters that can be seen.", "name")
        : name.Length > MaxName ? new(RefusalKind.Invalid, $"'name' ('{TextRules.Show(name)}') has {name.Length} characters: use 1 to {MaxName}.", "name")
        : TextRules.FaultOfLine(name) is { } fault ? new(RefusalKind.Invalid, $"'name' ('{TextRules.Show(name)}') {fault}.", "name")
        : query.Length > MaxQuery || TextRules.FaultOfLine(query) is not null ? new(RefusalKind.Invalid, $"'query' is no query of at most {MaxQuery} characters.", "query")
        : null;

    /// <summary>The views are of the whole workspace: they are for whoever may see all of its customers.</summary>
    private Refusal? Guard(Actor actor, Right right) =>
        authority.CheckWorkspace(actor, GrainKey.Parse(this.GetPrimaryKeyString()).Workspace, right);
}
