namespace Aegis.Silo.Settings;

/// <summary>Binds the options of the program's parts, each from its own section beneath "Aegis".</summary>
public static class OptionSections
{
    /// <exception cref="SettingException">A value does not fit its option.</exception>
    public static T Bind<T>(this IConfiguration configuration, string section, T options) where T : class
    {
        try
        {
            configuration.GetSection($"Aegis:{section}").Bind(options);
            return options;
        }
        catch (InvalidOperationException exception)
        {
            throw SettingException.From(exception);
        }
    }

    /// <summary>Composes a part; what it says of its options stops the start.</summary>
    /// <exception cref="SettingException">The part refuses its options.</exception>
    public static IServiceCollection Compose(this IServiceCollection services, Action<IServiceCollection> part)
    {
        try
        {
            part(services);
            return services;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw SettingException.From(exception);
        }
    }
}
