using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Aegis.Api.OpenApi;

/// <summary>One request body of each kind that works as it stands.</summary>
internal static class RequestExamples
{
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["POST api/customers"] = """{"id":"acme","company":"Acme Inc","email":"dev@acme.example","techStack":["Python","Django"]}""",
        ["PATCH api/customers/{id}"] = """{"company":"Acme Corp","timeZone":"Europe/Berlin"}""",
        ["POST api/customers/{id}/keys"] = """{"environment":"test"}""",
        ["POST api/customers/{id}/messages"] = """{"text":"Help me get started"}""",
        ["POST api/customers/{id}/feedback"] = """{"turnId":"turn_1","rating":"up","comment":"Worked at once"}""",
        ["POST api/customers/{id}/takeover"] = """{"on":true}""",
        ["POST api/customers/{id}/actions/{actionId}/settle"] = """{"happened":true,"note":"The mail is in the sent folder"}""",
    };

    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var key = $"{context.Description.HttpMethod} {context.Description.RelativePath}";
        if (Examples.TryGetValue(key, out var example) && operation.RequestBody?.Content?["application/json"] is { } content)
            content.Example = JsonNode.Parse(example);
        return Task.CompletedTask;
    }
}
