using Aegis.Api.Webhooks;

namespace Aegis.Api;

/// <summary>Settings of the HTTP surface.</summary>
public sealed class ApiOptions
{
    /// <summary>The key that makes a caller the administrator; at least 16 characters. Only its hash is kept.</summary>
    public string AdminKey { get; set; } = "";

    /// <summary>How long POST …/messages waits for the reply before it answers 202 with the turn's address.</summary>
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Customers of one activity request recorded at the same time.</summary>
    public int ActivityConcurrency { get; set; } = 512;

    /// <summary>How long the owner of a sandbox key is remembered; the key itself is checked at every call.</summary>
    public TimeSpan KeyOwnerCacheTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What providers prove themselves with.</summary>
    public WebhookOptions Webhooks { get; set; } = new();

    /// <exception cref="ArgumentException">A setting is wrong; the message names its key and the mend.</exception>
    public void Validate()
    {
        if (AdminKey.Length < 16)
            throw new ArgumentException("AEGIS_ADMIN_KEY must have at least 16 characters; leave it out to have one generated.");
        if (ReplyTimeout <= TimeSpan.Zero)
            throw new ArgumentException($"ReplyTimeout is {ReplyTimeout}; give a positive time.");
        Webhooks.Validate();
        if (ActivityConcurrency < 1)
            throw new ArgumentException($"ActivityConcurrency is {ActivityConcurrency}; give 1 or more.");
    }
}
