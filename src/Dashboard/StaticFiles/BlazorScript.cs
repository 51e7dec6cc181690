using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Aegis.Dashboard.StaticFiles;

/// <summary>Blazor's script: from the assets package where it was built with it, else out of a runtime pack's assembly (docs/decisions/0006-blazor-script.md).</summary>
internal static class BlazorScript
{
    public static byte[] Read() =>
        TryResource("blazor.web.js") ?? ReadResource(Resource("blazor.endpoints.dll"), "_framework/blazor.web.js");

    public static byte[] Resource(string name) =>
        TryResource(name) ?? throw new FileNotFoundException($"The dashboard was built without '{name}'.");

    private static byte[]? TryResource(string name)
    {
        using var stream = typeof(BlazorScript).Assembly.GetManifestResourceStream(name);
        if (stream is null)
            return null;

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // The assembly is read, never loaded: it is of another version than the running framework.
    private static byte[] ReadResource(byte[] assembly, string name)
    {
        using var image = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(assembly));
        var metadata = image.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (!resource.Implementation.IsNil || metadata.GetString(resource.Name) != name)
                continue;

            var section = image.GetSectionData(image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
            var reader = section.GetReader((int)resource.Offset, section.Length - (int)resource.Offset);
            return reader.ReadBytes(reader.ReadInt32());
        }

        throw new FileNotFoundException($"The runtime pack holds no '{name}'.");
    }
}
