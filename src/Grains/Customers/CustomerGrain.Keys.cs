using Aegis.Actions;
using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Grains.Keys;
using Aegis.Grains.Policy;
using Aegis.Keys;

namespace Aegis.Grains.Customers;

public sealed partial class CustomerGrain
{
    public Task<Result<ImmutableArray<ApiKey>>> ListKeysAsync(Actor actor)
    {
        if (Guard(actor, Right.Read) is { } refusal)
            return Task.FromResult<Result<ImmutableArray<ApiKey>>>(refusal);
        return Task.FromResult<Result<ImmutableArray<ApiKey>>>(State.Keys.Select(Show).ToImmutableArray());
    }

    public async Task<Result<ApiKey>> IssueKeyAsync(Actor actor, KeyEnvironment environment, string operationId)
    {
        if (!Enum.IsDefined(environment))
            return new Refusal(RefusalKind.Invalid, $"'environment' is '{environment}': use test or live.", "environment");
        if (environment == KeyEnvironment.Live && Guard(actor, Right.Act) is null && Guard(actor, Right.Decide) is not null)
            return new Refusal(RefusalKind.Forbidden, "A live key must be issued by a person: ask an approver or admin to issue it, or ask for approval.", "environment");
        var begun = await BeginActionAsync(actor, new ActionProposal(
            $"issue:{operationId}", AgentId: null, Tools.GenerateApiKeys,
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(ToolArguments.Environment, SnakeCase.Of(environment))));
        if (!begun.Ok)
            return begun.Refusal;
        if (begun.Value.Status == ActionStatus.Refused)
            return new Refusal(RefusalKind.Forbidden, begun.Value.Evidence, "environment");
        return begun.Value.Output.TryGetValue("key_id", out var keyId)
            ? Find(keyId, Show)
            : new Refusal(RefusalKind.Conflict, $"The key was not issued: {begun.Value.Evidence}", "environment");
    }

    public async Task<Result<RevealedKey>> RevealKeyAsync(Actor actor, string keyId)
    {
        if (Guard(actor, Right.Reveal) is { } refusal)
            return refusal;
        if (KeyRing.Find(State, keyId) is not { } key)
            return NoKey(keyId);
        // Opened first: what cannot be opened was not revealed.
        var secret = services.Mint.Open(_key, State, key);
        await ChangeAndCommitAsync(now =>
        {
            KeyRing.Revealed(State, key, actor.ToString(), now);
            return Done.Instance;
        });
        return new RevealedKey(Show(key), secret);
    }

    public async Task<Result<ApiKey>> RotateKeyAsync(Actor actor, string keyId, string operationId)
    {
        if (Guard(actor, Right.Act) is { } refusal)
            return refusal;
        if (KeyRing.Find(State, keyId) is not { } key)
            return NoKey(keyId);
        if (key.Environment == KeyEnvironment.Live && Guard(actor, Right.Decide) is { } undecided)
            return undecided;
        var successorId = DerivedId.Of("key", _key.ToString(), "rotate", keyId, operationId ?? "");
        if (KeyRing.Find(State, successorId) is { } successor)
            return Show(successor);
        if (!key.IsActive)
            return new Refusal(RefusalKind.Conflict, $"The key '{keyId}' was revoked: issue a new one instead.", "keyId");

        await ChangeAndCommitAsync(now =>
        {
            KeyRing.Revoke(State, key, actor.ToString(), now, successorId);
            KeyRing.Add(_key, State, services.Mint.Make(_key, State, successorId, key.Environment, now), actor.ToString(), null, now);
            return Done.Instance;
        });
        return Find(successorId, Show);
    }

    public async Task<Result<ApiKey>> RevokeKeyAsync(Actor actor, string keyId)
    {
        if (Guard(actor, Right.Act) is { } refusal)
            return refusal;
        if (KeyRing.Find(State, keyId) is not { } key)
            return NoKey(keyId);
        return Show(await ChangeAndCommitAsync(now => KeyRing.Revoke(State, key, actor.ToString(), now)));
    }

    private Result<T> Find<T>(string keyId, Func<StoredKey, T> show) => KeyRing.Find(State, keyId) is { } key ? show(key) : NoKey(keyId);

    private ApiKey Show(StoredKey key) => key.ToApiKey(Activity.KeyUse?.TryGetValue(key.Id, out var at) == true ? at : null);

    private static Refusal NoKey(string? keyId) => new(RefusalKind.NotFound, $"There is no key '{TextRules.Show(keyId ?? "")}'.", "keyId");
}
