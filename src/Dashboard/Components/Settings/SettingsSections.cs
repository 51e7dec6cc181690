using Aegis.Actors;

namespace Aegis.Dashboard.Components.Settings;

/// <summary>A page of the settings.</summary>
/// <param name="About">What is done there, in a sentence.</param>
/// <param name="Least">Who can change something there.</param>
public sealed record SettingsSection(string Address, string Title, string About, Role Least);

internal static class SettingsSections
{
    public static readonly SettingsSection Connectors = new(
        "/settings/connectors", "Connectors", "The outside systems Aegis works with. A test makes one call that changes nothing there.", Role.Agent);

    public static readonly SettingsSection Policy = new(
        "/settings/policy", "Policy", "What agents may do alone, what people approve first, and what never happens.", Role.Viewer);

    public static readonly SettingsSection Switches = new(
        "/settings/switches", "Kill switches", "Stops actions at once: all of them, one customer's, one agent's, or one kind. Conversations go on.", Role.Approver);

    public static readonly SettingsSection Tools = new(
        "/settings/tools", "Agent tools", "Tools that MCP servers offer to agents. One that is new or changed waits here until it is accepted.", Role.Admin);

    public static readonly SettingsSection Users = new(
        "/settings/users", "Users", "The people who sign in to this console, and what each may do.", Role.Admin);

    public static readonly SettingsSection Keys = new(
        "/settings/keys", "API keys", "By which your own programs call Aegis. A secret is shown once.", Role.Admin);

    public static readonly SettingsSection Account = new(
        "/settings/account", "Your account", "Who you are signed in as, and your password.", Role.Viewer);

    public static readonly ImmutableArray<SettingsSection> All = [Connectors, Policy, Switches, Tools, Users, Keys, Account];
}
