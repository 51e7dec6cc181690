using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aegis.Grains.UnitTests.Contracts;

/// <summary>What a contract must be for the Orleans host, which alone would notice: immutable, and named and numbered by itself rather than by its source.</summary>
public static class ContractRules
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(byte), typeof(Guid),
        typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TickStatus), typeof(void),
    ];

    private static readonly HashSet<Type> Collections =
        [typeof(ImmutableArray<>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>), typeof(Nullable<>), typeof(Task<>)];

    /// <summary>All grain interfaces of an assembly.</summary>
    public static IEnumerable<Type> GrainInterfaces(Assembly assembly) =>
        assembly.GetExportedTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type));

    /// <summary>Every type that crosses a call of these interfaces, through all their properties.</summary>
    public static HashSet<Type> TypesCrossing(IEnumerable<Type> grainInterfaces)
    {
        var crossing = new HashSet<Type>();
        foreach (var method in grainInterfaces.SelectMany(type => type.GetMethods()))
        {
            Walk(method.ReturnType, crossing);
            foreach (var parameter in method.GetParameters())
                Walk(parameter.ParameterType, crossing);
        }

        return crossing;
    }

    /// <summary>The stable name of a grain class, as its attribute was written.</summary>
    public static string? GrainTypeOf(Type grain) =>
        grain.GetCustomAttributesData().SingleOrDefault(data => data.AttributeType == typeof(GrainTypeAttribute))?.ConstructorArguments[0].Value as string;

    public static IEnumerable<string> FaultsOfInterface(Type type)
    {
        if (AliasOf(type) is not { } alias || !alias.StartsWith("aegis.", StringComparison.Ordinal))
            yield return $"{type} has no [Alias(\"aegis.…\")].";
        var methods = type.GetMethods();
        foreach (var method in methods)
        {
            if (AliasOf(method) is null)
                yield return $"{type.Name}.{method.Name} has no [Alias].";
            if (method.ReturnType != typeof(Task) && !(method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>)))
                yield return $"{type.Name}.{method.Name} returns no task.";
            if (method.GetParameters().SkipLast(1).Any(parameter => parameter.ParameterType == typeof(CancellationToken)))
                yield return $"{type.Name}.{method.Name} takes its cancellation token before another parameter.";
        }

        foreach (var twice in methods.GroupBy(AliasOf).Where(group => group.Count() > 1))
            yield return $"{type.Name} uses the alias '{twice.Key}' twice.";
    }

    public static IEnumerable<string> FaultsOfType(Type type)
    {
        if (type.GetCustomAttribute<GenerateSerializerAttribute>() is null)
            yield return $"{type} has no [GenerateSerializer].";
        if (AliasOf(type) is not { } alias || !alias.StartsWith("aegis.", StringComparison.Ordinal))
            yield return $"{type} has no [Alias(\"aegis.…\")].";
        if (type.IsEnum)
            yield break;
        if (type.GetCustomAttribute<ImmutableAttribute>() is null)
            yield return $"{type} is not [Immutable].";
        if (type is { IsValueType: false, IsSealed: false })
            yield return $"{type} is not sealed.";

        var members = SerializedMembers(type);
        foreach (var property in members)
        {
            if (property.GetCustomAttribute<IdAttribute>() is null)
                yield return $"{type.Name}.{property.Name} has no explicit [Id].";
            if (property.SetMethod is { } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
                yield return $"{type.Name}.{property.Name} can be set after it was made.";
            if (FaultOfMember(property.PropertyType) is { } fault)
                yield return $"{type.Name}.{property.Name} {fault}.";
        }

        foreach (var twice in members.GroupBy(property => property.GetCustomAttribute<IdAttribute>()?.Id).Where(group => group.Key is not null && group.Count() > 1))
            yield return $"{type.Name} uses the id {twice.Key} twice.";
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public))
            yield return $"{type.Name}.{field.Name} is a public field.";
    }

    /// <summary>Why a member may not be of this type, or null.</summary>
    private static string? FaultOfMember(Type type)
    {
        if (type.IsGenericParameter || Plain.Contains(type) || type.IsEnum || type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
            return null;
        if (type.IsGenericType && Collections.Contains(type.GetGenericTypeDefinition()))
            return type.GetGenericArguments().Select(FaultOfMember).FirstOrDefault(fault => fault is not null);
        return $"is of the type {type}, which is neither a contract nor immutable and ordered";
    }

    private static void Walk(Type type, HashSet<Type> crossing)
    {
        if (type.IsGenericParameter || Plain.Contains(type) || type == typeof(Task) || type == typeof(CancellationToken))
            return;
        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments())
                Walk(argument, crossing);
            type = type.GetGenericTypeDefinition();
            if (Collections.Contains(type))
                return;
        }

        if (!crossing.Add(type) || type.IsEnum)
            return;
        foreach (var property in SerializedMembers(type))
            Walk(property.PropertyType, crossing);
    }

    /// <summary>Properties that hold something; computed ones are not part of the contract.</summary>
    private static List<PropertyInfo> SerializedMembers(Type type) =>
        [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => type.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null)];

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;
}
