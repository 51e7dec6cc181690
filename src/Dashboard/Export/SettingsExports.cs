using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Grid;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Dashboard.Export;

/// <summary>The tables of the settings as CSV.</summary>
internal static class SettingsExports
{
    public static void MapSettingsExports(this IEndpointRouteBuilder group)
    {
        group.MapGet("/users.csv", UsersAsync);
        group.MapGet("/keys.csv", KeysAsync);
        group.MapGet("/tools.csv", ToolsAsync);
    }

    private static Task UsersAsync(HttpContext context, ConsoleGrid grid) => ExportEndpoints.WriteAsync(context, "users",
        Csv.Row("name", "full_name", "role", "disabled", "has_password", "last_sign_in_at", "created_at", "created_by"),
        async _ =>
        {
            var users = await grid.Identity.ListUsersAsync(grid.Actor);
            return users.Ok ? new CsvPage(users.Value.Select(u => Csv.Row(
                u.Name, u.DisplayName, Words.Snake(u.Role), u.Disabled ? "yes" : "no", u.HasPassword ? "yes" : "no", u.LastSignInAt, u.CreatedAt, u.CreatedBy)), null) : users.Refusal;
        });

    private static Task KeysAsync(HttpContext context, ConsoleGrid grid) => ExportEndpoints.WriteAsync(context, "keys",
        Csv.Row("id", "name", "prefix", "role", "customer_id", "expires_at", "revoked_at", "last_used_at", "created_at", "created_by"),
        async _ =>
        {
            var keys = await grid.Identity.ListKeysAsync(grid.Actor);
            return keys.Ok ? new CsvPage(keys.Value.Select(k => Csv.Row(
                k.Id, k.Name, k.Prefix, Words.Snake(k.Role), k.CustomerId, k.ExpiresAt, k.RevokedAt, k.LastUsedAt, k.CreatedAt, k.CreatedBy)), null) : keys.Refusal;
        });

    private static Task ToolsAsync(HttpContext context, ConsoleGrid grid) => ExportEndpoints.WriteAsync(context, "tools",
        Csv.Row("id", "server", "tool", "status", "risk", "offered_to", "accepted_at", "accepted_by"),
        async _ =>
        {
            var tools = await grid.McpTools.ListAsync(grid.Actor);
            return tools.Ok ? new CsvPage(tools.Value.Select(t => Csv.Row(
                t.Id, t.Server, t.Now.Tool, Words.Snake(t.Status), Words.Snake(t.Now.Risk), string.Join(" ", t.Now.Agents), t.AcceptedAt, t.AcceptedBy)), null) : tools.Refusal;
        });
}
