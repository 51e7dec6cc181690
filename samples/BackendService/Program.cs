using Aegis.BackendService;
using Aegis.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddAegisClient();
builder.Services.AddSingleton<Walkthrough>();

using var host = builder.Build();
try
{
    await host.StartAsync();
}
catch (OptionsValidationException wrong)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, wrong.Failures));
    return 2;
}

using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
await host.Services.GetRequiredService<IAegisClient>().ConnectedAsync(patience.Token);
var refusal = await host.Services.GetRequiredService<Walkthrough>().RunAsync(builder.Configuration["customer"] ?? "acme", patience.Token);
await host.StopAsync();
if (refusal is not null)
    await Console.Error.WriteLineAsync($"Refused ({refusal.Kind}): {refusal.Message}");
return refusal is null ? 0 : 1;
