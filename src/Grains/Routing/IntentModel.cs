using System.Runtime.InteropServices;
using System.Text;

namespace Aegis.Grains.Routing;

/// <summary>A linear model of what messages want, trained on labelled messages of our own: for words the rules do not know.
/// It is stored as intents.model beside this file; after a change to the messages it is trained anew with
/// <c>AEGIS_TRAIN=1 dotnet test tests/Grains.UnitTests --filter IntentModelTests</c>.</summary>
public sealed class IntentModel
{
    public const string Resource = "intents.model";

    private readonly string[] _intents;
    private readonly float[] _biases;
    private readonly float _scale;
    /// <summary>By bucket, then by intent.</summary>
    private readonly sbyte[] _weights;

    private IntentModel(string[] intents, float[] biases, float scale, sbyte[] weights) =>
        (_intents, _biases, _scale, _weights) = (intents, biases, scale, weights);

    /// <summary>The model stored with the program.</summary>
    public static IntentModel Stored { get; } = Open();

    public IReadOnlyList<string> Intents => _intents;

    /// <summary>How probable each intent is, in the order of <see cref="Intents"/>, as logarithms.</summary>
    public float[] LogProbabilities(string message)
    {
        var (buckets, weights) = IntentFeatures.Of(message);
        var scores = (float[])_biases.Clone();
        for (var i = 0; i < buckets.Length; i++)
        {
            var row = _weights.AsSpan(buckets[i] * _intents.Length, _intents.Length);
            for (var c = 0; c < row.Length; c++)
                scores[c] += row[c] * _scale * weights[i];
        }

        var highest = scores.Max();
        var sum = highest + MathF.Log(scores.Sum(s => MathF.Exp(s - highest)));
        return [.. scores.Select(s => s - sum)];
    }

    /// <summary>The most probable intent.</summary>
    public string Best(string message) => LogProbabilities(message) is var scores ? _intents[Array.IndexOf(scores, scores.Max())] : "";

    /// <summary>A model of weights by intent and bucket, rounded to bytes.</summary>
    public static IntentModel Of(string[] intents, float[] biases, float[][] weights)
    {
        var scale = weights.Max(w => w.Max(MathF.Abs)) / sbyte.MaxValue;
        var rounded = new sbyte[IntentFeatures.Buckets * intents.Length];
        for (var c = 0; c < intents.Length; c++)
        {
            for (var b = 0; b < IntentFeatures.Buckets; b++)
                rounded[(b * intents.Length) + c] = (sbyte)MathF.Round(weights[c][b] / scale);
        }

        return new(intents, biases, scale, rounded);
    }

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(_intents.Length);
        foreach (var intent in _intents)
            writer.Write(intent);
        foreach (var bias in _biases)
            writer.Write(bias);
        writer.Write(_scale);
        writer.Write(MemoryMarshal.AsBytes<sbyte>(_weights));
    }

    public static IntentModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var intents = new string[reader.ReadInt32()];
        for (var c = 0; c < intents.Length; c++)
            intents[c] = reader.ReadString();
        var biases = new float[intents.Length];
        for (var c = 0; c < intents.Length; c++)
            biases[c] = reader.ReadSingle();
        var scale = reader.ReadSingle();
        var weights = new sbyte[IntentFeatures.Buckets * intents.Length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new(intents, biases, scale, weights);
    }

    private static IntentModel Open()
    {
        using var stream = typeof(IntentModel).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without '{Resource}'.");
        return Read(stream);
    }
}
