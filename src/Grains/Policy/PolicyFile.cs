using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Policy;

/// <summary>Where decisions take the policy from.</summary>
public interface IPolicySource
{
    /// <summary>The policy in force now; may be another at the next reading.</summary>
    PolicySet Current { get; }
}

/// <summary>Where the policy stands.</summary>
public sealed class PolicyOptions
{
    /// <summary>The file; null for the policy that comes with the program.</summary>
    public string? Path { get; set; }

    /// <summary>Whether the file may be missing: then the built-in policy is in force until it is there.</summary>
    public bool MayBeMissing { get; set; }

    /// <summary>How often the file is looked at.</summary>
    public TimeSpan LookPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <exception cref="InvalidOperationException">The file cannot be read, or is no policy; the message says where it is wrong.</exception>
    public void Validate()
    {
        if (Path is null || (MayBeMissing && !File.Exists(Path)))
            return;
        var read = PolicyFile.ReadText(Path);
        var fault = read.Ok ? PolicyText.Read(read.Value).Refusal : read.Refusal;
        if (fault is not null)
            throw new InvalidOperationException($"The setting AEGIS_POLICY_FILE is '{Path}': {fault.Message}");
    }
}

/// <summary>What a process knows of its policy.</summary>
/// <param name="Fault">Why the text as it is now was not taken; null when it was.</param>
public sealed record LoadedPolicy(PolicySet Policy, string Text, DateTimeOffset LoadedAt, string? Fault);

/// <summary>The policy file of this process: read at start, and again whenever it changes. A text with a fault changes nothing but <see cref="LoadedPolicy.Fault"/>.</summary>
public sealed partial class PolicyFile : IPolicySource
{
    private readonly PolicyOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<PolicyFile> _logger;
    private volatile LoadedPolicy _loaded;
    private string? _seen;

    public PolicyFile(PolicyOptions options, TimeProvider time, ILogger<PolicyFile> logger)
    {
        options.Validate();
        (_options, _time, _logger) = (options, time, logger);
        _loaded = new(PolicyText.BuiltIn, PolicyText.BuiltInText, time.GetUtcNow(), null);
        Look();
    }

    public PolicySet Current => _loaded.Policy;

    public LoadedPolicy Loaded => _loaded;

    /// <summary>The file's path, or "built-in".</summary>
    public string Origin => _options.Path is { } path && (_seen is not null || !_options.MayBeMissing) ? path : "built-in";

    internal TimeSpan LookPeriod => _options.LookPeriod;

    internal bool IsWatched => _options.Path is not null;

    /// <summary>Takes the file in when it changed.</summary>
    public void Look()
    {
        if (_options.Path is not { } path || (_options.MayBeMissing && _seen is null && !File.Exists(path)))
            return;
        var read = ReadText(path);
        var text = read.Value ?? "";
        if (read.Ok && text == _seen)
        {
            // The text of a fault is known; one that could be read again after it could not be is as good as before.
            if (_loaded.Fault is not null && text == _loaded.Text)
                _loaded = _loaded with { Fault = null };
            return;
        }

        var policy = read.Ok ? PolicyText.Read(text) : read.Refusal;
        _seen = read.Ok ? text : _seen;
        if (policy.Ok)
        {
            _loaded = new(policy.Value, text, _time.GetUtcNow(), null);
            LogTaken(path, policy.Value.Hash);
        }
        else if (_loaded.Fault != policy.Refusal.Message)
        {
            _loaded = _loaded with { Fault = policy.Refusal.Message };
            LogNotTaken(path, policy.Refusal.Message);
        }
    }

    internal static Result<string> ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.Invalid, $"The file cannot be read ({failure.Message}); name a policy that this program may read.", "policy");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The policy {Path} is in force ({Hash}).")]
    private partial void LogTaken(string path, string hash);

    [LoggerMessage(Level = LogLevel.Error, Message = "The policy {Path} is not taken, the one before stays in force: {Fault}")]
    private partial void LogNotTaken(string path, string fault);
}
