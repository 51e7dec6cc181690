namespace Aegis.Api.IntegrationTests.Support;

/// <summary>One shared patience for everything a test waits for.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static CancellationToken Token() => new CancellationTokenSource(Limit).Token;
}
