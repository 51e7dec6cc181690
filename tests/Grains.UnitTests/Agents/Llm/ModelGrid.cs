using Aegis.Agents;
using Aegis.Connectors.Llm;
using Aegis.Conversations;
using Aegis.Fixtures;
using Aegis.Grains.UnitTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Agents.Llm;

/// <summary>A grid whose agents think with a scripted model, which outlives any run of it.</summary>
internal sealed class ModelGrid : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly LlmProvider _provider;
    private readonly Action<LlmOptions>? _configure;
    private readonly Action<IServiceCollection>? _beside;

    private ModelGrid(ModelServer server, LlmProvider provider, Action<LlmOptions>? configure, Action<IServiceCollection>? beside)
    {
        Server = server;
        _provider = provider;
        _configure = configure;
        _beside = beside;
    }

    public ModelServer Server { get; private set; }
    public Providers Outside { get; } = new();
    public GridRun Grid { get; private set; } = null!;

    /// <summary>All prompts that were sent.</summary>
    public IEnumerable<string> Prompts => Server.Requests.Select(request => request.Text);

    /// <param name="beside">What the grid has besides.</param>
    public static async Task<ModelGrid> StartAsync(
        LlmProvider provider, Func<ModelRequest, ModelAnswer> script, Action<LlmOptions>? configure = null, Action<IServiceCollection>? beside = null)
    {
        var grid = new ModelGrid(await ModelServer.StartAsync(script), provider, configure, beside);
        await grid.StartRunAsync();
        await grid.Grid.NewCustomerAsync("acme", "Python");
        return grid;
    }

    /// <summary>Ends the process without a goodbye and starts it again, with a model of the same or another script.</summary>
    public async Task CrashAsync(Func<ModelRequest, ModelAnswer>? script = null)
    {
        await Grid.DisposeAsync();
        if (script is not null)
        {
            await Server.DisposeAsync();
            Server = await ModelServer.StartAsync(script);
        }

        await StartRunAsync();
    }

    public Task<Turn> AskAsync(string text, string operation = "m1") => Grid.AskAsync("acme", text, operation);

    public async Task<TurnRecord> RecordAsync(string turnId) => (await Grid.Conversation("acme").GetRecordAsync(Grid.Admin, turnId)).Value.ShouldHaveSingleItem();

    public async ValueTask DisposeAsync()
    {
        await Grid.DisposeAsync();
        await Server.DisposeAsync();
        _directory.Dispose();
    }

    private async Task StartRunAsync()
    {
        var options = new LlmOptions
        {
            Provider = _provider,
            OpenAIKey = "sk-canary-setting-0123456789",
            OpenAIUrl = Server.OpenAIUrl,
            AnthropicKey = "sk-ant-canary-setting-0123456789",
            AnthropicUrl = Server.AnthropicUrl,
            RetryDelay = TimeSpan.FromMilliseconds(5),
            RefinesRouting = false,
        };
        _configure?.Invoke(options);
        Grid = await GridRun.StartAsync(_directory.Path, Outside, configure: services =>
        {
            services.AddAegisLlm(options);
            _beside?.Invoke(services);
        });
        Grid.Options.RetryPause = TimeSpan.FromMilliseconds(1);
    }
}
