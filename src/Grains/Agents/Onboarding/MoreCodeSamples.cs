namespace Aegis.Grains.Agents.Onboarding;

/// <summary>The first call of <see cref="CodeSamples"/> in further languages, each with what the language brings itself.</summary>
internal static class MoreCodeSamples
{
    public static string Php(string url, string key) => $$"""
        ```php
        <?php
        $apiKey = "{{key}}";
        $request = curl_init("{{url}}");
        curl_setopt_array($request, [
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_HTTPAUTH => CURLAUTH_BASIC,
            CURLOPT_USERPWD => $apiKey . ":",
            CURLOPT_TIMEOUT => 10,
        ]);
        $body = curl_exec($request);
        echo curl_getinfo($request, CURLINFO_RESPONSE_CODE), " ", $body, PHP_EOL;
        ```
        """;

    public static string Ruby(string url, string key) => $$"""
        ```ruby
        require "net/http"

        api_key = "{{key}}"
        uri = URI("{{url}}")
        request = Net::HTTP::Get.new(uri)
        request.basic_auth(api_key, "")

        response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") { |http| http.request(request) }
        puts "#{response.code} #{response.body}"
        ```
        """;

    public static string Java(string url, string key) => $$"""
        ```java
        import java.net.URI;
        import java.net.http.HttpClient;
        import java.net.http.HttpRequest;
        import java.net.http.HttpResponse;
        import java.util.Base64;

        public class FirstCall {
            public static void main(String[] args) throws Exception {
                var apiKey = "{{key}}";
                var authorization = "Basic " + Base64.getEncoder().encodeToString((apiKey + ":").getBytes());
                var request = HttpRequest.newBuilder(URI.create("{{url}}")).header("Authorization", authorization).build();
                var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                System.out.println(response.statusCode() + " " + response.body());
            }
        }
        ```
        """;

    public static string Go(string url, string key) => $$"""
        ```go
        package main

        import (
            "fmt"
            "io"
            "net/http"
        )

        func main() {
            apiKey := "{{key}}"
            request, _ := http.NewRequest("GET", "{{url}}", nil)
            request.SetBasicAuth(apiKey, "")
            response, err := http.DefaultClient.Do(request)
            if err != nil {
                panic(err)
            }
            defer response.Body.Close()
            body, _ := io.ReadAll(response.Body)
            fmt.Println(response.StatusCode, string(body))
        }
        ```
        """;
}
