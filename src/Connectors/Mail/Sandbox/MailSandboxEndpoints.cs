using Aegis.Connectors.Calls;
using Aegis.Connectors.Sandboxes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aegis.Connectors.Mail.Sandbox;

/// <summary>The mail sandbox as a program: POST /messages with a message, and /_sandbox. There is no look-up, as mail has none.</summary>
public static class MailSandboxEndpoints
{
    private const int LargestMessage = 1 << 20;

    /// <summary>Whom it is for stands in the message.</summary>
    private static readonly MailEnvelope Posted = new("", "");

    /// <exception cref="ArgumentException">An option is wrong; the message names its key and the mend.</exception>
    public static IServiceCollection AddMailSandbox(this IServiceCollection services, SandboxOptions options) =>
        services.AddMailSandbox(options, SandboxOptionsValidator.Section);

    /// <param name="section">The configuration section the options came from.</param>
    internal static IServiceCollection AddMailSandbox(this IServiceCollection services, SandboxOptions options, string section)
    {
        SandboxOptionsValidator.ThrowIfInvalid(options, section, MailSandbox.Names);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new MailSandbox(options, provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    public static WebApplication MapMailSandbox(this WebApplication app)
    {
        var sandbox = app.Services.GetRequiredService<MailSandbox>();
        var provider = app.MapProvider(sandbox.ApiKey, answer => new MailError(answer.Code, answer.Message, answer.Field));
        provider.MapAbout(sandbox);
        provider.MapPost("/messages", (HttpRequest request) => SendAsync(sandbox, request));
        return app;
    }

    private static async Task<IResult> SendAsync(IMailApi api, HttpRequest request)
    {
        if (request.ContentType != MailWire.ContentType)
            throw new ProviderException(415, "message_refused", $"The body should be {MailWire.ContentType}.");
        if (request.ContentLength is null or > LargestMessage)
            throw new ProviderException(413, "message_refused", $"The message should state its length, at most {LargestMessage} bytes.");
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return Results.Json(new MailTaken(await api.SendAsync(Posted, body.ToArray(), request.HttpContext.RequestAborted)), MailWire.Json, statusCode: StatusCodes.Status202Accepted);
    }
}
