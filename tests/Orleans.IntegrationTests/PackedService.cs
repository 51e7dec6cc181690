using System.Xml.Linq;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>The sample's sources as somebody else's project: built on the packages alone, in a directory apart from the repository.</summary>
internal static class PackedService
{
    private static readonly string[] Packed = ["Grains.Interfaces", "Trust", "Client"];
    private static readonly IReadOnlyDictionary<string, string> Quiet = new Dictionary<string, string> { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1" };

    /// <summary>The path of the built program.</summary>
    public static async Task<string> BuildAsync(string directory)
    {
        var packages = Path.Combine(directory, "packages");
        foreach (var project in Packed)
            await DotnetAsync(Built.Of("Repository"), "pack", $"src/{project}", "--no-build", "-c", Built.Of("Configuration"), "-p:GridHost=Orleans", "-o", packages);

        await File.WriteAllTextAsync(Path.Combine(directory, "nuget.config"), Sources(packages, directory).ToString());
        await File.WriteAllTextAsync(Path.Combine(directory, "service.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <Using Include="Aegis" />
                <Using Include="System.Collections.Immutable" />
                <PackageReference Include="Aegis.Client" Version="*" />
              </ItemGroup>
            </Project>
            """);
        foreach (var source in System.IO.Directory.GetFiles(Path.Combine(Built.Of("Repository"), "samples", "BackendService"), "*.cs"))
            File.Copy(source, Path.Combine(directory, Path.GetFileName(source)));
        await DotnetAsync(directory, "build", "service.csproj", "-o", "built", "-v", "quiet", "-nodeReuse:false");
        return Path.Combine(directory, "built", "service");
    }

    // The sources of this build and the folder; what is restored from the folder is kept apart, because its version is always the same.
    private static XElement Sources(string packages, string directory)
    {
        var file = Built.Of("RestoreConfigFile");
        var configuration = file.Length > 0 ? XElement.Load(file) : new XElement("configuration");
        var kept = (string?)configuration.Element("config")?.Elements().FirstOrDefault(e => (string?)e.Attribute("key") == "globalPackagesFolder")?.Attribute("value")
            ?? Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        configuration.Elements("config").Remove();
        configuration.AddFirst(new XElement("config", Add("globalPackagesFolder", Path.Combine(directory, "restored"))));
        configuration.Add(new XElement("fallbackPackageFolders", Add("kept", Path.GetFullPath(kept, Path.GetDirectoryName(file) ?? directory))));
        Section("packageSources").Add(Add("packed", packages));
        if (configuration.Element("packageSourceMapping") is { } mapping)
            mapping.Add(new XElement("packageSource", new XAttribute("key", "packed"), new XElement("package", new XAttribute("pattern", "Aegis.*"))));
        return configuration;

        XElement Section(string name)
        {
            if (configuration.Element(name) is { } there)
                return there;
            configuration.Add(new XElement(name));
            return configuration.Element(name)!;
        }

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
    }

    private static async Task DotnetAsync(string directory, params string[] arguments)
    {
        var run = await Command.RunAsync(directory, Quiet, "dotnet", arguments);
        run.ExitCode.ShouldBe(0, $"dotnet {string.Join(' ', arguments)}: {run.Text}");
    }
}
