using System.Collections;
using System.Reflection;
using Aegis.Actors;
using Aegis.Agents;
using Aegis.Connections;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers;
using Aegis.Grains.UnitTests.Contracts;
using Aegis.Grains.UnitTests.Support;
using Aegis.Idempotency;
using Aegis.Identity;
using Aegis.Mcp;
using Aegis.Monitoring;
using Aegis.News;
using Aegis.Sandbox;
using Aegis.Simulation;
using Aegis.Views;

namespace Aegis.Grains.UnitTests.Actors;

/// <summary>Every grain method that takes an actor, found by reflection, and what it asks of it.</summary>
internal static class GuardedMethods
{
    /// <summary>An answer that is the same for whoever may not ask and for what is not there.</summary>
    public const string Hidden = "hidden";

    /// <summary>Methods that take no actor, each with how a stranger is kept from using it.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unguarded = new Dictionary<string, string>
    {
        ["IIdentityGrain.EnterAsync"] = "Takes the secret of an access key, and says whose it is.",
        ["IDueGrain.WakeAsync"] = "Takes nothing, tells nothing, and does what time alone brings about.",
        ["IActionRunner.RunAsync"] = "Performs only a ticket that a customer's grain sealed.",
        ["IAgent.RunAsync"] = "Takes only work that carries Aegis itself as its worker.",
    };

    /// <summary>Methods whose data is that of the actor's own workspace, or of none: an actor of another workspace is none of their business.</summary>
    public static readonly IReadOnlySet<Type> OfAnyWorkspace = new HashSet<Type> { typeof(IDirectoryGrain), typeof(IMonitorGrain), typeof(ISignInGrain), typeof(IProviderNewsGrain), typeof(IConnectorTestGrain) };

    private static readonly Dictionary<string, Right> Exceptions = new(StringComparer.Ordinal)
    {
        ["ICustomerGrain.CreateAsync"] = Right.Report,
        ["ICustomerGrain.RecordAsync"] = Right.Report,
        ["ICustomerGrain.ImportAsync"] = Right.Operate,
        ["ICustomerGrain.UpdateAsync"] = Right.Act,
        ["ICustomerGrain.EraseAsync"] = Right.Erase,
        ["ICustomerGrain.IssueKeyAsync"] = Right.Act,
        ["ICustomerGrain.RevealKeyAsync"] = Right.Reveal,
        ["ICustomerGrain.RotateKeyAsync"] = Right.Act,
        ["ICustomerGrain.RevokeKeyAsync"] = Right.Act,
        ["ICustomerGrain.CallSandboxAsync"] = Right.Operate,
        ["ICustomerGrain.OpenProbeAsync"] = Right.Operate,
        ["ICustomerGrain.SetSandboxFaultAsync"] = Right.Rehearse,
        ["ICustomerGrain.BeginActionAsync"] = Right.Act,
        ["ICustomerGrain.CompleteActionAsync"] = Right.Operate,
        ["ICustomerGrain.StartWorkflowAsync"] = Right.Act,
        ["ICustomerGrain.AdvanceWorkflowAsync"] = Right.Act,
        ["ICustomerGrain.SettleActionAsync"] = Right.Decide,
        ["ICustomerGrain.ResolveInterventionAsync"] = Right.Tend,
        ["ICustomerGrain.SnoozeInterventionAsync"] = Right.Tend,
        ["ICustomerGrain.RecordInterventionAsync"] = Right.Operate,
        ["ICustomerGrain.DelayInterventionAsync"] = Right.Operate,
        ["ICustomerGrain.LeaveInterventionAsync"] = Right.Operate,
        ["IOrchestratorGrain.SendAsync"] = Right.Converse,
        ["IOrchestratorGrain.RateAsync"] = Right.Converse,
        ["IOrchestratorGrain.TakeOverAsync"] = Right.Decide,
        ["IOrchestratorGrain.EraseAsync"] = Right.Erase,
        ["IOrchestratorGrain.ReportAsync"] = Right.Operate,
        ["IOrchestratorGrain.FinishTurnAsync"] = Right.Operate,
        ["IOrchestratorGrain.ResumeWorkflowAsync"] = Right.Operate,
        ["IOrchestratorGrain.InterveneAsync"] = Right.Operate,
        ["ICustomerGrain.TakeProviderNewsAsync"] = Right.Operate,
        ["ICustomerGrain.ShowSubscriptionAsync"] = Right.Operate,
        ["IMcpCatalogGrain.ReportAsync"] = Right.Operate,
        ["IMcpCatalogGrain.AcceptAsync"] = Right.Administer,
        ["IViewsGrain.SaveAsync"] = Right.Tend,
        ["IViewsGrain.RemoveAsync"] = Right.Tend,
        ["IOrchestratorGrain.WriteAsync"] = Right.Answer,
        ["ICustomerGrain.NoteConversationAsync"] = Right.Operate,
        ["IOrchestratorGrain.TellOutcomeAsync"] = Right.Operate,
        ["IOrchestratorGrain.GetRecordAsync"] = Right.Audit,
        ["IOrchestratorGrain.ReplayAsync"] = Right.Audit,
        ["IOrchestratorGrain.RerouteAsync"] = Right.Operate,
        ["IOrchestratorGrain.KeepSummaryAsync"] = Right.Operate,
        ["ICustomerGrain.RequestApprovalAsync"] = Right.Act,
        ["ICustomerGrain.ApproveAsync"] = Right.Decide,
        ["ICustomerGrain.RejectAsync"] = Right.Decide,
        ["ICustomerGrain.EditApprovalAsync"] = Right.Decide,
        ["ICustomerGrain.CommentOnApprovalAsync"] = Right.Act,
        ["IMonitorCheckGrain.StartAsync"] = Right.Tend,
        ["IMonitorCheckGrain.ContinueAsync"] = Right.Operate,
        ["ISimulatorGrain.StartAsync"] = Right.Report,
        ["ISimulationListGrain.NoteAsync"] = Right.Operate,
        ["IIdentityGrain.FindKeyAsync"] = Right.Operate,
        ["IIdentityGrain.FindActorAsync"] = Right.Operate,
        ["IIdentityGrain.FindCodeAsync"] = Right.Operate,
        ["IIdentityGrain.SetPasswordAsync"] = Right.Operate,
        ["IIdentityGrain.ReplacePasswordAsync"] = Right.Operate,
        ["IIdentityGrain.BeginSignInAsync"] = Right.Operate,
        ["IIdentityGrain.EndSignInAsync"] = Right.Operate,
        ["IIdentityGrain.OpenSessionAsync"] = Right.Act,
        ["IIdentityGrain.StandInAsync"] = Right.Act,
        ["ITurnRecordGrain.OpenAsync"] = Right.Operate,
        ["ITurnRecordGrain.KeepAsync"] = Right.Operate,
        ["ITurnRecordGrain.ClearAsync"] = Right.Erase,
        ["IModelBudgetGrain.GetAsync"] = Right.Audit,
        ["IConnectorsGrain.KeepAsync"] = Right.Operate,
        ["IPolicyGrain.SwitchAsync"] = Right.Decide,
        ["IPolicyGrain.TakeAsync"] = Right.Operate,
    };

    private static readonly Dictionary<Type, Right> Usual = new()
    {
        [typeof(ICustomerGrain)] = Right.Read,
        [typeof(IOrchestratorGrain)] = Right.Read,
        [typeof(IDirectoryGrain)] = Right.Read,
        [typeof(IMonitorCheckGrain)] = Right.Read,
        [typeof(ISimulatorGrain)] = Right.Read,
        [typeof(ISimulationListGrain)] = Right.Read,
        [typeof(Aegis.Policy.IPolicyGrain)] = Right.Read,
        [typeof(ITurnRecordGrain)] = Right.Audit,
        [typeof(IModelBudgetGrain)] = Right.Operate,
        [typeof(IIdentityGrain)] = Right.Administer,
        [typeof(IProviderNewsGrain)] = Right.Operate,
        [typeof(IMcpCatalogGrain)] = Right.Read,
        [typeof(IViewsGrain)] = Right.Read,
        [typeof(IConnectorsGrain)] = Right.Read,
        [typeof(IConnectorTestGrain)] = Right.Probe,
        [typeof(IMonitorGrain)] = Right.Operate,
        [typeof(ISandboxSiteGrain)] = Right.Operate,
        [typeof(ISignInGrain)] = Right.Operate,
    };

    /// <summary>Of grains that there are; a contract without one cannot be called.</summary>
    public static IReadOnlyList<MethodInfo> All { get; } =
        [.. ContractRules.GrainInterfaces(typeof(ICustomerGrain).Assembly)
            .Where(type => typeof(CustomerGrain).Assembly.GetTypes().Any(grain => !grain.IsAbstract && type.IsAssignableFrom(grain)))
            .SelectMany(type => type.GetMethods())];

    public static IEnumerable<MethodInfo> Guarded => All.Where(IsGuarded);

    public static bool IsGuarded(MethodInfo method) => method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Actor);

    public static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>What the method asks for; null where any member of the workspace may, with what is its own.</summary>
    /// <exception cref="InvalidOperationException">Nobody said yet: add the method to the table above.</exception>
    public static Right? RightOf(MethodInfo method) =>
        Exceptions.TryGetValue(NameOf(method), out var right) ? right
        : method.DeclaringType == typeof(IIdempotencyGrain) ? null
        : Usual.TryGetValue(method.DeclaringType!, out right) ? right
        : throw new InvalidOperationException($"Say in {nameof(GuardedMethods)} which right {NameOf(method)} asks for.");

    /// <summary>Calls the method with an actor and made-up arguments.</summary>
    /// <param name="waits">Whether a call may wait for news; there are none.</param>
    /// <returns>Why the actor was refused, or null when it was let through, to whatever end.</returns>
    public static async Task<string?> RefusalAsync(Grid grid, MethodInfo method, Actor? actor, string customer, bool waits = true)
    {
        // Whoever is refused hears so at once; whoever is let through would wait for news without end.
        using var patience = new CancellationTokenSource(waits ? TimeSpan.FromSeconds(5) : TimeSpan.Zero, TimeProvider.System);
        object?[] arguments = [actor, .. method.GetParameters().Skip(1).Select(parameter => parameter.ParameterType == typeof(CancellationToken)
            ? patience.Token
            : Sample(parameter.ParameterType, customer))];
        var grain = Grain(grid, method.DeclaringType!, customer);
        try
        {
            var call = (Task)method.Invoke(grain, arguments)!;
            await call;
            return ReasonIn(call.GetType().GetProperty("Result")?.GetValue(call));
        }
        catch (Exception failure) when (failure is not TargetInvocationException)
        {
            // Past the check, made-up arguments may come to nothing.
            return null;
        }
    }

    private static string? ReasonIn(object? result) => result switch
    {
        null or false => Hidden,
        SandboxVerdict { Status: 401 or 403 } => Hidden,
        _ when result.GetType().GetProperty("Refusal")?.GetValue(result) is Refusal refusal && IsOfTheActor(refusal) => refusal.Message,
        _ => null,
    };

    // Refusals of made-up arguments are none of the actor.
    private static bool IsOfTheActor(Refusal refusal) =>
        refusal.Message.Contains("no valid actor", StringComparison.Ordinal) || refusal.Message.Contains(" may not ", StringComparison.Ordinal)
        || refusal.Message.Contains("There is no customer", StringComparison.Ordinal) || refusal.Message.Contains("claimed by somebody else", StringComparison.Ordinal);

    private static object Grain(Grid grid, Type type, string customer)
    {
        var byText = typeof(IGrainWithStringKey).IsAssignableFrom(type);
        // The overload with the key alone has the fewest parameters; those of compound keys have more.
        var get = typeof(IGrainFactory).GetMethods().Where(m => m is { Name: nameof(IGrainFactory.GetGrain), IsGenericMethodDefinition: true }
            && m.GetParameters()[0].ParameterType == (byText ? typeof(string) : typeof(long))).MinBy(m => m.GetParameters().Length)!;
        object key = !byText ? 0L
            : type == typeof(IIdentityGrain) ? $"default/{IdentityGrains.Name}"
            : type == typeof(ITurnRecordGrain) ? $"default/{customer}/1"
            : type == typeof(IMcpCatalogGrain) ? "default/$mcp"
            : type == typeof(IConnectorsGrain) ? "default/$connectors"
            : type == typeof(IViewsGrain) ? "default/$views"
            : type == typeof(ISimulationListGrain) ? "default/$simulations"
            : type == typeof(IModelBudgetGrain) ? "default"
            : type == typeof(IMonitorCheckGrain) ? "default/$checks"
            : type == typeof(Aegis.Policy.IPolicyGrain) ? "default/$policy"
            : $"default/{customer}";
        object?[] arguments = [key, .. get.GetParameters().Skip(1).Select(_ => (object?)null)];
        return get.MakeGenericMethod(type).Invoke(grid.Grains, arguments)!;
    }

    private static object? Sample(Type type, string customer) => type switch
    {
        _ when type == typeof(string) => customer,
        _ when Nullable.GetUnderlyingType(type) is not null => null,
        _ when type == typeof(TimeSpan) => TimeSpan.FromHours(1),
        _ when type == typeof(int) || type == typeof(long) => Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture),
        _ when type.IsEnum || type.IsValueType && !typeof(IEnumerable).IsAssignableFrom(type) => Activator.CreateInstance(type),
        _ when type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) => type.GetField("Empty", BindingFlags.Public | BindingFlags.Static)!.GetValue(null),
        _ => Make(type, customer),
    };

    private static object Make(Type record, string customer)
    {
        var made = record.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        return made.Invoke([.. made.GetParameters().Select(parameter => Sample(parameter.ParameterType, customer))]);
    }
}
