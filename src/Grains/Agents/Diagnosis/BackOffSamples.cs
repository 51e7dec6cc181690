using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Diagnosis;

/// <summary>A call that waits when it is told to: after 429 for as long as Retry-After says, after 5xx ever longer.</summary>
public static class BackOffSamples
{
    private static readonly SampleSet Samples = new(Python, Node, CSharp, Curl, Php, Ruby, Java, Go);

    /// <param name="language">One of <see cref="ProgrammingLanguages"/>.</param>
    /// <param name="publicUrl">Where this grid is reached, without a slash at the end.</param>
    /// <param name="key">The key's placeholder.</param>
    /// <returns>A fenced block of Markdown.</returns>
    public static string Call(string language, string publicUrl, string key) => Samples.Write(language, publicUrl, key);

    private static string Python(string url, string key) => $$"""
        ```python
        import time
        import requests

        api_key = "{{key}}"
        for attempt in range(5):
            response = requests.get("{{url}}", auth=(api_key, ""), timeout=10)
            if response.status_code != 429 and response.status_code < 500:
                break
            time.sleep(float(response.headers.get("Retry-After", 2 ** attempt)))
        print(response.status_code, response.json())
        ```
        """;

    private static string Node(string url, string key) => $$"""
        ```javascript
        const apiKey = "{{key}}";
        const authorization = "Basic " + Buffer.from(apiKey + ":").toString("base64");

        async function call() {
          for (let attempt = 0; ; attempt++) {
            const response = await fetch("{{url}}", { headers: { Authorization: authorization } });
            if ((response.status !== 429 && response.status < 500) || attempt === 4) return response;
            const seconds = Number(response.headers.get("Retry-After") ?? 2 ** attempt);
            await new Promise(resolve => setTimeout(resolve, seconds * 1000));
          }
        }

        call().then(async response => console.log(response.status, await response.json()));
        ```
        """;

    private static string CSharp(string url, string key) => $$"""
        ```csharp
        using System;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Text;
        using System.Threading.Tasks;

        var apiKey = "{{key}}";
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(apiKey + ":")));

        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var response = await http.GetAsync("{{url}}");
            Console.WriteLine((int)response.StatusCode);
            if ((int)response.StatusCode is not 429 and < 500)
                break;
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(Math.Pow(2, attempt)));
        }
        ```
        """;

    // Without a time of its own, curl waits as Retry-After says, else ever longer.
    private static string Curl(string url, string key) => $"""
        ```bash
        curl --retry 5 -u "{key}:" "{url}"
        ```
        """;

    private static string Php(string url, string key) => $$"""
        ```php
        <?php
        $apiKey = "{{key}}";
        for ($attempt = 0; $attempt < 5; $attempt++) {
            $wait = 2 ** $attempt;
            $request = curl_init("{{url}}");
            curl_setopt_array($request, [
                CURLOPT_RETURNTRANSFER => true,
                CURLOPT_HTTPAUTH => CURLAUTH_BASIC,
                CURLOPT_USERPWD => $apiKey . ":",
                CURLOPT_HEADERFUNCTION => function ($request, $line) use (&$wait) {
                    if (stripos($line, "Retry-After:") === 0) $wait = (int) substr($line, 12);
                    return strlen($line);
                },
            ]);
            $body = curl_exec($request);
            $status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
            if ($status !== 429 && $status < 500) break;
            sleep($wait);
        }
        echo $status, " ", $body, PHP_EOL;
        ```
        """;

    private static string Ruby(string url, string key) => $$"""
        ```ruby
        require "net/http"

        api_key = "{{key}}"
        uri = URI("{{url}}")
        response = nil
        5.times do |attempt|
          request = Net::HTTP::Get.new(uri)
          request.basic_auth(api_key, "")
          response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") { |http| http.request(request) }
          break if response.code != "429" && response.code.to_i < 500
          sleep((response["Retry-After"] || 2**attempt).to_i)
        end
        puts "#{response.code} #{response.body}"
        ```
        """;

    private static string Java(string url, string key) => $$"""
        ```java
        import java.net.URI;
        import java.net.http.HttpClient;
        import java.net.http.HttpRequest;
        import java.net.http.HttpResponse;
        import java.util.Base64;

        public class CallWithPause {
            public static void main(String[] args) throws Exception {
                var apiKey = "{{key}}";
                var authorization = "Basic " + Base64.getEncoder().encodeToString((apiKey + ":").getBytes());
                var request = HttpRequest.newBuilder(URI.create("{{url}}")).header("Authorization", authorization).build();
                for (var attempt = 0; attempt < 5; attempt++) {
                    var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                    System.out.println(response.statusCode() + " " + response.body());
                    if (response.statusCode() != 429 && response.statusCode() < 500) break;
                    Thread.sleep(1000 * response.headers().firstValueAsLong("Retry-After").orElse(1L << attempt));
                }
            }
        }
        ```
        """;

    private static string Go(string url, string key) => $$"""
        ```go
        package main

        import (
            "fmt"
            "net/http"
            "strconv"
            "time"
        )

        func main() {
            apiKey := "{{key}}"
            for attempt := 0; attempt < 5; attempt++ {
                request, _ := http.NewRequest("GET", "{{url}}", nil)
                request.SetBasicAuth(apiKey, "")
                response, err := http.DefaultClient.Do(request)
                if err != nil {
                    panic(err)
                }
                response.Body.Close()
                fmt.Println(response.StatusCode)
                if response.StatusCode != 429 && response.StatusCode < 500 {
                    break
                }
                wait, err := strconv.Atoi(response.Header.Get("Retry-After"))
                if err != nil {
                    wait = 1 << attempt
                }
                time.Sleep(time.Duration(wait) * time.Second)
            }
        }
        ```
        """;
}
