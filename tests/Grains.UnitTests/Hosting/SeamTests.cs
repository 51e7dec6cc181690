using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Aegis.Grains.UnitTests.Hosting;

/// <summary>The two hosts differ in one file a project, one file of the program, of the tests and of the benchmark, the client of the cluster, and in package references; nowhere else.</summary>
public sealed partial class SeamTests
{
    private static readonly string Root = RepositoryRoot();
    private static readonly string[] Hosts = ["src/Silo/Hosts/OrleansHost.cs", "tests/Hosts.UnitTests/Support/OrleansTestHost.cs", "tools/HostBench/Hosts/OrleansBenchHost.cs"];

    private static readonly string[] ForOrleansAlone = ["src/Client/", "tools/HostBench/Cluster/"];

    [Fact]
    public void Code_OutsideTheSeam_KnowsNoHost()
    {
        var wrong = Files("*.cs").Concat(Files("*.razor"))
            .Where(file => Path.GetFileName(file) != "GlobalUsings.cs" && !Hosts.Contains(file) && !ForOrleansAlone.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(file => File.ReadLines(Path.Combine(Root, file)).Select((line, i) => (Line: line, Place: $"{file}:{i + 1}")))
            .Where(at => Conditional().IsMatch(at.Line) || OrleansName().IsMatch(at.Line))
            .Select(at => $"{at.Place} {at.Line.Trim()}");

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void GlobalUsings_InOneProject_AreOneFile()
    {
        var twice = Files("GlobalUsings.cs").GroupBy(file => string.Join('/', file.Split('/').Take(2))).Where(files => files.Count() > 1);

        twice.ShouldBeEmpty();
    }

    [Fact]
    public void OrleansPackages_AreReferenced_ForTheOrleansHostAlone()
    {
        var unconditional = Files("*.csproj")
            .SelectMany(file => XDocument.Load(Path.Combine(Root, file)).Descendants("PackageReference").Select(reference => (file, reference)))
            .Where(at => at.reference.Attribute("Include")?.Value.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal) == true)
            .Where(at => at.reference.Parent?.Attribute("Condition")?.Value != "'$(GridHost)' == 'Orleans'")
            .Select(at => $"{at.file}: {at.reference}");

        unconditional.ShouldBeEmpty();
    }

    private static IEnumerable<string> Files(string pattern) =>
        new[] { "src", "tests", "tools", "samples" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(System.IO.Directory.Exists)
            .SelectMany(folder => System.IO.Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string RepositoryRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex(@"^\s*#(el)?if\b")]
    private static partial Regex Conditional();

    [GeneratedRegex(@"^\s*(@|global )?using (static )?(\w+ = )?(Orleans|global::Orleans)\b|\bglobal::Orleans\.")]
    private static partial Regex OrleansName();
}
