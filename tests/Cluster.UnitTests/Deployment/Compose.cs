using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Aegis.Cluster.UnitTests.Deployment;

/// <summary>docker-compose.yml as it is once its merges are resolved.</summary>
internal static class Compose
{
    /// <summary>Services that are the program.</summary>
    public static readonly string[] Ours = ["billing", "tickets", "mail", "silo-1", "silo-2", "silo-3", "api", "dashboard"];

    private static readonly Dictionary<object, object> File = Load();

    public static IEnumerable<string> Services => Keys("services");

    public static Dictionary<object, object> Service(string name) => (Dictionary<object, object>)Section("services")[name];

    public static Dictionary<object, object> Section(string name) => (Dictionary<object, object>)File[name];

    public static IEnumerable<string> Keys(string section) => Section(section).Keys.Cast<string>();

    public static ImmutableSortedDictionary<string, string> Environment(string service) =>
        Service(service).TryGetValue("environment", out var variables)
            ? ((Dictionary<object, object>)variables).ToImmutableSortedDictionary(v => (string)v.Key, v => (string)v.Value, StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;

    public static IEnumerable<string> List(string service, string key) =>
        Service(service).TryGetValue(key, out var items) ? ((List<object>)items).Cast<string>() : [];

    private static Dictionary<object, object> Load()
    {
        using var text = new StringReader(Repository.Read("docker-compose.yml"));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(text)));
    }
}
