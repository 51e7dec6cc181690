using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aegis.Embedded.Generator;

/// <summary>Generates, for each assembly, references and invocations of its grain interfaces and the description of its grain classes.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class GrainModuleGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var interfaces = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null }, ReadInterface)
            .Where(static model => model is not null)
            .Collect();
        var classes = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is ClassDeclarationSyntax { BaseList: not null }, ReadClass)
            .Where(static model => model is not null)
            .Collect();
        var assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "Grains");

        context.RegisterSourceOutput(interfaces, static (output, models) =>
        {
            foreach (var model in Distinct(models))
                output.AddSource(model.FileName, ProxyWriter.Write(model));
        });
        context.RegisterSourceOutput(interfaces.Combine(classes).Combine(assembly), static (output, all) =>
        {
            var ((proxies, grains), name) = all;
            if (proxies.Length + grains.Length > 0)
                output.AddSource("GrainModule.g.cs", ModuleWriter.Write(name, Distinct(proxies), Distinct(grains)));
        });
    }

    // A partial type is seen once a declaration.
    private static ImmutableArray<T> Distinct<T>(ImmutableArray<T?> models) where T : Model =>
        [.. models.OfType<T>().GroupBy(m => m.FullName).Select(g => g.First()).OrderBy(m => m.FullName, System.StringComparer.Ordinal)];

    private static InterfaceModel? ReadInterface(GeneratorSyntaxContext context, CancellationToken cancellationToken) =>
        context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is INamedTypeSymbol symbol
            ? ModelReader.ReadInterface(symbol)
            : null;

    private static ClassModel? ReadClass(GeneratorSyntaxContext context, CancellationToken cancellationToken) =>
        context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is INamedTypeSymbol symbol
            ? ModelReader.ReadClass(symbol)
            : null;
}
