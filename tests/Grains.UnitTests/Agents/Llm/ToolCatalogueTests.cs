using System.Text.Json;
using Aegis.Actions;
using Aegis.Fixtures;
using Aegis.Grains.Actions;
using Aegis.Grains.Agents;
using Aegis.Grains.Agents.Llm;
using Aegis.Grains.Catalogue;
using Aegis.Grains.UnitTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Agents.Llm;

public sealed class ToolCatalogueTests
{
    [Fact]
    public async Task BuiltIn_EveryTool_CanBeUsed()
    {
        using var directory = new TemporaryDirectory();
        await using var grid = await GridRun.StartAsync(directory.Path);
        var looks = grid.Services.GetServices<ILook>().Select(look => look.Tool).ToHashSet();
        var handlers = grid.Services.GetServices<IActionHandler>().Select(handler => handler.Tool).ToHashSet();

        foreach (var tool in BuiltInTools.All)
        {
            tool.Description.ShouldEndWith(".");
            tool.Agents.ShouldNotBeEmpty();
            if (tool.Kind == ToolKind.Reads && tool.Name != Tools.GetCustomerProfile)
                looks.ShouldContain(tool.Name);
            if (tool.Kind == ToolKind.Internal)
                handlers.ShouldNotContain(tool.Name);
        }

        handlers.Where(handler => !ToolNames.IsOfServer(handler)).ShouldBeSubsetOf(BuiltInTools.All.Where(tool => tool.Kind == ToolKind.Acts).Select(tool => tool.Name));
    }

    [Fact]
    public void Schemas_EveryTool_NameNoCustomerAndNothingOnlyCodeMaySay_Invariant4()
    {
        foreach (var tool in BuiltInTools.All)
        {
            var schema = ToolSchema.Of(tool);
            schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
            foreach (var property in schema.GetProperty("properties").EnumerateObject())
            {
                property.Name.ShouldNotContain("customer");
                tool.Argument(property.Name)!.ByCode.ShouldBeFalse();
            }
        }
    }

    [Theory]
    [InlineData("""{"percent":10}""", null)]
    [InlineData("""{"percent":"10"}""", null)]
    [InlineData("""{"percent":101}""", "from 1 to 100")]
    [InlineData("""{"percent":1.5}""", "whole number")]
    [InlineData("""{"percent":true}""", "use a whole number")]
    [InlineData("""{"percent":10,"customerId":"x"}""", "'customerId' is no argument")]
    [InlineData("""[1]""", "no JSON object")]
    [InlineData("""{}""", "is missing")]
    public void Input_OfAModel_IsHeldToTheTable(string json, string? fault)
    {
        var read = ToolInput.Read(BuiltInTools.Find(Tools.ApplyDiscount)!, JsonDocument.Parse(json).RootElement);

        if (fault is null)
            read.Value!["percent"].ShouldBe("10");
        else
            read.Refusal!.Message.ShouldContain(fault);
    }

    [Fact]
    public void Input_WhatOnlyCodeMaySay_IsRefusedToAModel() =>
        ToolInput.Read(BuiltInTools.Find(Tools.CreateTicket)!, JsonDocument.Parse("""{"summary":"a","description":"b","labels":"x"}""").RootElement).Refusal!.Field.ShouldBe("arguments.labels");

    [Fact]
    public void Names_OfServersTools_AreTakenByEveryProviderAndKeptApart()
    {
        var long1 = ToolNames.OfServer("server", new string('a', 80) + "1");
        var long2 = ToolNames.OfServer("server", new string('a', 80) + "2");

        foreach (var name in new[] { long1, long2, "mcp:x:über.tool" })
            OfferedTools.NameOf(name).ShouldMatch("^[A-Za-z0-9_-]{1,64}$");
        OfferedTools.NameOf(long1).ShouldNotBe(OfferedTools.NameOf(long2));
    }
}
