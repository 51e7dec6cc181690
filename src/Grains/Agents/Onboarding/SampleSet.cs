using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Onboarding;

/// <summary>Code that calls an address with a key.</summary>
internal delegate string Sample(string url, string key);

/// <summary>The same call in every language that code is written in.</summary>
internal sealed record SampleSet(Sample Python, Sample Node, Sample CSharp, Sample Curl, Sample Php, Sample Ruby, Sample Java, Sample Go)
{
    /// <param name="language">One of <see cref="ProgrammingLanguages"/>; Python for any other.</param>
    /// <param name="publicUrl">Where this grid is reached, without a slash at the end.</param>
    public string Write(string language, string publicUrl, string key)
    {
        var sample = language switch
        {
            ProgrammingLanguages.Node => Node,
            ProgrammingLanguages.CSharp => CSharp,
            ProgrammingLanguages.Curl => Curl,
            ProgrammingLanguages.Php => Php,
            ProgrammingLanguages.Ruby => Ruby,
            ProgrammingLanguages.Java => Java,
            ProgrammingLanguages.Go => Go,
            _ => Python,
        };
        return sample($"{publicUrl}/sandbox/v2/customers", key);
    }
}
