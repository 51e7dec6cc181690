using System.Text.Json.Nodes;
using Aegis.Api.Idempotency;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Aegis.Api.OpenApi;

/// <summary>What the shapes do not say: query and header parameters, and a body of each kind that works as it stands.</summary>
internal static class OperationDetails
{
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["POST api/customers"] = """{"id":"acme","company":"Acme Inc","email":"dev@acme.example","techStack":["Python","Django"]}""",
        ["PATCH api/customers/{id}"] = """{"company":"Acme Corp","timeZone":"Europe/Berlin"}""",
        ["POST api/customers/{id}/keys"] = """{"environment":"test"}""",
        ["POST api/customers/{id}/messages"] = """{"text":"Help me get started"}""",
        ["POST api/customers/{id}/sandbox/fault"] = """{"status":503,"minutes":15}""",
        ["POST api/customers/{id}/feedback"] = """{"turnId":"turn_1","rating":"up","comment":"Worked at once"}""",
        ["POST api/customers/{id}/takeover"] = """{"on":true}""",
        ["POST api/hil/approvals"] = """{"customerId":"acme","actionType":"apply_discount","arguments":{"percent":10},"details":"Renewal is due"}""",
        ["POST api/hil/approvals/{approvalId}/edit"] = """{"arguments":{"percent":5},"notes":"Five will do"}""",
        ["POST api/hil/approvals/{approvalId}/comments"] = """{"text":"Asked their account manager"}""",
        ["POST api/hil/approvals/decide"] = """{"decision":"approve","items":{"apr_1":"argumentsHash of apr_1"},"notes":"As agreed"}""",
        ["POST api/policy/switches"] = """{"scope":"action","name":"apply_discount","on":true,"reason":"Prices are being changed"}""",
        ["POST api/policy/check"] = """{"text":"{ \"actions\": {} }"}""",
        ["POST api/customers/{id}/actions/{actionId}/settle"] = """{"happened":true,"note":"The mail is in the sent folder"}""",
    };

    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var name = $"{context.Description.HttpMethod} {context.Description.RelativePath?.TrimEnd('/')}";
        if (Examples.TryGetValue(name, out var example) && operation.RequestBody?.Content?["application/json"] is { } content)
            content.Example = JsonNode.Parse(example);
        if (name.StartsWith("POST api/", StringComparison.Ordinal))
            Add(operation, Operation.Header, ParameterLocation.Header);
        foreach (var query in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameters>().SelectMany(q => q.Names))
            Add(operation, query, ParameterLocation.Query);
        return Task.CompletedTask;
    }

    private static void Add(OpenApiOperation operation, string name, ParameterLocation location) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = location, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
}
