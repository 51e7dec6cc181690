using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aegis.Embedded.Generator;

/// <summary>Reads grain interfaces and classes from symbols.</summary>
internal static class ModelReader
{
    private const string Space = "Aegis.Embedded.";

    private static readonly SymbolDisplayFormat s_typeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static InterfaceModel? ReadInterface(INamedTypeSymbol symbol)
    {
        if (!IsGrainInterface(symbol) || symbol.IsGenericType)
            return null;
        var methods = symbol.AllInterfaces.Insert(0, symbol)
            .SelectMany(i => i.GetMembers().OfType<IMethodSymbol>())
            .Where(m => m is { MethodKind: MethodKind.Ordinary, IsStatic: false, IsAbstract: true })
            .Select(ReadMethod);
        return new InterfaceModel(Name(symbol), Text(symbol, "AliasAttribute") ?? symbol.Name, new([.. methods]));
    }

    public static ClassModel? ReadClass(INamedTypeSymbol symbol)
    {
        if (symbol.IsAbstract || symbol.IsGenericType || !BasesOf(symbol).Any(b => b.ToDisplayString() == Space + "Grain"))
            return null;
        var constructor = symbol.InstanceConstructors
            .Where(c => c.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal)
            .OrderByDescending(c => c.Parameters.Length)
            .FirstOrDefault();
        if (constructor is null)
            return null;

        var worker = Find(symbol, "StatelessWorkerAttribute");
        var age = Find(symbol, "CollectionAgeLimitAttribute")?.NamedArguments.FirstOrDefault(a => a.Key == "Minutes").Value.Value;
        return new ClassModel(
            Name(symbol),
            Text(symbol, "GrainTypeAttribute") ?? DefaultGrainType(symbol.Name),
            new([.. symbol.AllInterfaces.Where(IsGrainInterface).Select(Name)]),
            new([.. constructor.Parameters.Select(Argument)]),
            Find(symbol, "ReentrantAttribute") is not null,
            worker is null ? 0 : worker.ConstructorArguments.Select(a => a.Value).OfType<int>().DefaultIfEmpty(-1).First(),
            System.Convert.ToDouble(age ?? 0.0, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
            new([.. FindAll(symbol, "ImplicitStreamSubscriptionAttribute").Select(a => a.ConstructorArguments[0].Value).OfType<string>()]));
    }

    private static MethodModel ReadMethod(IMethodSymbol method)
    {
        var returned = (INamedTypeSymbol)method.ReturnType;
        var traits = new List<string>();
        foreach (var trait in new[] { "AlwaysInterleave", "ReadOnly", "OneWay" })
        {
            if (Find(method, trait + "Attribute") is not null)
                traits.Add("MethodTraits." + trait);
        }

        return new MethodModel(
            Name(method.ContainingType),
            method.Name,
            Name(returned),
            returned.TypeArguments.Length == 1 ? Name(returned.TypeArguments[0]) : null,
            returned.Name == "ValueTask",
            new([.. method.Parameters.Select(p => new ParameterModel(Name(p.Type), p.Name, Name(p.Type) == "global::System.Threading.CancellationToken"))]),
            traits.Count == 0 ? "MethodTraits.None" : string.Join(" | ", traits),
            Text(method, "ResponseTimeoutAttribute"));
    }

    private static string Argument(IParameterSymbol parameter)
    {
        var type = Name(parameter.Type);
        if (Find(parameter, "PersistentStateAttribute") is { } state)
        {
            var stateType = Name(((INamedTypeSymbol)parameter.Type).TypeArguments[0]);
            var storage = state.ConstructorArguments.Length > 1 ? state.ConstructorArguments[1].Value as string : null;
            return $"grain.State<{stateType}>({Literal((string?)state.ConstructorArguments[0].Value)}, {Literal(storage)})";
        }

        var keyed = parameter.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "FromKeyedServicesAttribute");
        if (keyed is { ConstructorArguments.Length: > 0 })
            return $"grain.KeyedService<{type}>({keyed.ConstructorArguments[0].ToCSharpString()})";
        if (parameter.HasExplicitDefaultValue || parameter.NullableAnnotation == NullableAnnotation.Annotated)
        {
            var fallback = parameter.HasExplicitDefaultValue && parameter.ExplicitDefaultValue is { } value
                ? SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)
                : "default";
            return parameter.Type.IsReferenceType
                ? $"grain.OptionalService<{type.TrimEnd('?')}>()" + (fallback == "default" ? "" : $" ?? {fallback}")
                : fallback;
        }

        return $"grain.Service<{type}>()";
    }

    private static bool IsGrainInterface(INamedTypeSymbol symbol) =>
        symbol.TypeKind == TypeKind.Interface
        && symbol.ContainingNamespace?.ToDisplayString() != "Aegis.Embedded"
        && symbol.AllInterfaces.Any(i => i.ToDisplayString() == Space + "IGrain");

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol symbol)
    {
        for (var type = symbol.BaseType; type is not null; type = type.BaseType)
            yield return type;
    }

    private static string DefaultGrainType(string className) =>
        (className.EndsWith("Grain", System.StringComparison.Ordinal) ? className.Substring(0, className.Length - 5) : className).ToLowerInvariant();

    private static IEnumerable<AttributeData> FindAll(ISymbol symbol, string name) =>
        symbol.GetAttributes().Where(a => a.AttributeClass?.ToDisplayString() == Space + name);

    private static AttributeData? Find(ISymbol symbol, string name) => FindAll(symbol, name).FirstOrDefault();

    private static string? Text(ISymbol symbol, string attribute) =>
        Find(symbol, attribute)?.ConstructorArguments.FirstOrDefault().Value as string;

    private static string Name(ITypeSymbol type) => type.ToDisplayString(s_typeFormat);

    public static string Literal(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);
}
