using Aegis.Embedded.Hosting;
using Aegis.Embedded.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Embedded;

/// <summary>Registers the Embedded host.</summary>
public static class EmbeddedHostExtensions
{
    /// <summary>Adds <see cref="IGrainFactory"/> and <see cref="IClusterClient"/>. Grain states go to the <see cref="IGrainStorage"/> keyed
    /// by their storage name, or to the one keyed "Default"; reminders to <see cref="Reminders.IReminderStore"/> when there is one.</summary>
    public static IServiceCollection AddEmbeddedHost(this IServiceCollection services, Action<EmbeddedHostOptions>? configure = null)
    {
        services.AddSingleton(provider =>
        {
            var options = new EmbeddedHostOptions();
            configure?.Invoke(options);
            return new EmbeddedHost(provider, options);
        });
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<EmbeddedHost>().Grains);
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<EmbeddedHost>().Grains);
        services.AddHostedService<EmbeddedHostService>();
        return services;
    }
}
