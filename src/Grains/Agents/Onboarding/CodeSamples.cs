using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Onboarding;

/// <summary>A first call to the product, as code that works when pasted: Basic authentication, the key as user name, no password.</summary>
public static class CodeSamples
{
    private static readonly SampleSet Samples = new(Python, Node, CSharp, Curl, MoreCodeSamples.Php, MoreCodeSamples.Ruby, MoreCodeSamples.Java, MoreCodeSamples.Go);

    /// <param name="language">One of <see cref="ProgrammingLanguages"/>.</param>
    /// <param name="publicUrl">Where this grid is reached, without a slash at the end.</param>
    /// <param name="key">The key's placeholder.</param>
    /// <returns>A fenced block of Markdown.</returns>
    public static string FirstCall(string language, string publicUrl, string key) => Samples.Write(language, publicUrl, key);

    private static string Python(string url, string key) => $"""
        ```python
        import requests

        api_key = "{key}"
        response = requests.get("{url}", auth=(api_key, ""), timeout=10)
        print(response.status_code, response.json())
        ```
        """;

    private static string Node(string url, string key) => $$"""
        ```javascript
        const apiKey = "{{key}}";
        const authorization = "Basic " + Buffer.from(apiKey + ":").toString("base64");

        fetch("{{url}}", { headers: { Authorization: authorization } })
          .then(async response => console.log(response.status, await response.json()));
        ```
        """;

    private static string CSharp(string url, string key) => $$"""
        ```csharp
        using System;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Text;

        var apiKey = "{{key}}";
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(apiKey + ":")));

        var response = await http.GetAsync("{{url}}");
        Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        ```
        """;

    private static string Curl(string url, string key) => $"""
        ```bash
        curl -u "{key}:" "{url}"
        ```
        """;
}
