using System.Globalization;
using Aegis.Embedded.Runtime;

namespace Aegis.Embedded;

/// <summary>What a grain or a reference to one says of its identity.</summary>
public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase implementation => implementation.GrainContext.GrainId,
        _ => throw new ArgumentException($"{grain.GetType().Name} is neither a grain nor a reference to one.", nameof(grain)),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key;

    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        long.Parse(grain.GetGrainId().Key, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>A reference to the same grain by another of its interfaces; what a grain passes on instead of itself.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) where TGrainInterface : IAddressable => grain switch
    {
        GrainReference reference => reference.Host.Grains.GetGrain<TGrainInterface>(reference.GrainId),
        Grain implementation => implementation.Activation.Host.Grains.GetGrain<TGrainInterface>(implementation.Activation.GrainId),
        _ => throw new ArgumentException($"{grain.GetType().Name} is neither a grain nor a reference to one.", nameof(grain)),
    };
}
