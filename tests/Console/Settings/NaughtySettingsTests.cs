using System.Collections.Immutable;
using System.Globalization;
using Aegis.Actors;
using Aegis.Identity;
using Aegis.Mcp;
using Aegis.Policy;
using Aegis.Views;

namespace Aegis.Console.Settings;

/// <summary>Invariant 7: the Big List of Naughty Strings in all that the settings show, typed by people or told by servers.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class NaughtySettingsTests(ConsoleBrowser browser)
{
    private const int ToolsOfServer = 60;

    [NodeFact]
    public async Task NamesReasonsAndTools_Naughty_AreShownAsText()
    {
        await using var server = await ConsoleServer.StartAsync(demo: false);
        var (names, stopped, views) = (NaughtyStrings.Packed(100), NaughtyStrings.Packed(200), NaughtyStrings.Packed(60).Where(text => text.Contains('<', StringComparison.Ordinal)).Take(40).ToArray());
        var (reasons, tools) = (NaughtyStrings.Packed(500), NaughtyStrings.Packed(150));
        await AddUsersAsync(server, names);
        await StopAsync(server, stopped, reasons);
        foreach (var view in views)
            (await server.Grains.GetGrain<IViewsGrain>("default/$views").SaveAsync(server.Admin(), "customers", view, $"q={Uri.EscapeDataString(view)}")).Refusal.ShouldBeNull();
        // A server has so many tools at most.
        for (var i = 0; i < tools.Count; i += ToolsOfServer)
            await DeclareAsync(server, $"wiki{i}", tools.Skip(i).Take(ToolsOfServer));
        await using var opened = await browser.OpenAsync(server);

        await ShouldShowAsync(opened, "/settings/users", names);
        await ShouldShowAsync(opened, "/settings/switches", [.. stopped.Select(ShownText.Isolated), .. reasons]);
        await ShouldShowAsync(opened, "/settings/tools", [.. tools, string.Join('\n', NaughtyStrings.Packed(4_000))]);
        await ShouldShowAsync(opened, "/customers", views);
        foreach (var view in views.Take(3))
            await ShouldShowAsync(opened, $"/customers?q={Uri.EscapeDataString(view)}", []);
    }

    private static async Task ShouldShowAsync(ConsolePage opened, string address, IEnumerable<string> texts)
    {
        await opened.GoToAsync(address);
        await opened.ShouldShowAsync(texts);
        await opened.ShouldBeHarmlessAsync();
        await opened.ShouldFitAPhoneAsync();
    }

    private static async Task AddUsersAsync(ConsoleServer server, IEnumerable<string> names)
    {
        var identity = server.Grains.GetIdentity(GrainKey.DefaultWorkspace);
        foreach (var (name, n) in names.Select((name, n) => (name, n)))
            (await identity.CreateUserAsync(server.Admin(), new(string.Create(CultureInfo.InvariantCulture, $"user-{n}"), Role.Viewer, name))).Refusal.ShouldBeNull();
    }

    private static async Task StopAsync(ConsoleServer server, IReadOnlyList<string> names, IReadOnlyList<string> reasons)
    {
        var policy = server.Grains.GetGrain<IPolicyGrain>(PolicyKey.Of(GrainKey.DefaultWorkspace));
        for (var i = 0; i < names.Count; i++)
            (await policy.SwitchAsync(server.Admin(), new(SwitchScope.Action, names[i], true, reasons[i % reasons.Count]))).Refusal.ShouldBeNull();
    }

    /// <summary>Tools that read are offered at first sight; one that acts waits, with all that its server says of it.</summary>
    private static async Task DeclareAsync(ConsoleServer server, string from, IEnumerable<string> names)
    {
        const string Schema = """{"type":"object"}""";
        ImmutableArray<McpDeclaration> declared =
        [
            .. names.Select(name => new McpDeclaration(name, name, Schema, name, McpRisk.Read, ["resolution"])),
            new("acts", string.Join('\n', NaughtyStrings.Packed(4_000)), Schema, "acts", McpRisk.Act, ["resolution"]),
        ];
        (await server.Grains.GetGrain<IMcpCatalogGrain>("default/$mcp").ReportAsync(server.Sign("console-tests", Role.System), from, declared)).Refusal.ShouldBeNull();
    }
}
