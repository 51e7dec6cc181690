namespace Aegis.Connectors.Mcp;

/// <summary>Answers of a server at a URL: a body that is too long ends the reading, before it fills the memory.</summary>
internal sealed class BoundedBodies(HttpMessageHandler inner, int longest) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var bounded = new StreamContent(new BoundedLines(await response.Content.ReadAsStreamAsync(cancellationToken), longest));
        foreach (var (name, values) in response.Content.Headers)
            bounded.Headers.TryAddWithoutValidation(name, values);
        response.Content = bounded;
        return response;
    }
}
