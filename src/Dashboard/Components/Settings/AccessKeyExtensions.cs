using Aegis.Identity;

namespace Aegis.Dashboard.Components.Settings;

internal static class AccessKeyExtensions
{
    public static bool IsOver(this AccessKey key, DateTimeOffset now) => key.RevokedAt is not null || key.ExpiresAt <= now;
}
