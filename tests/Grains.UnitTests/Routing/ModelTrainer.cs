using Aegis.Grains.Routing;

namespace Aegis.Grains.UnitTests.Routing;

/// <summary>Trains the model of intents: logistic regression over all intents, by stochastic gradients with a step for each weight. The same messages give the same model.</summary>
internal static class ModelTrainer
{
    private const int Epochs = 10;
    private const float Step = 0.5f;
    private const float Decay = 5e-5f;

    public static IntentModel Train(IEnumerable<Labelled> messages)
    {
        var data = messages.Select(m => (m.Intent, Features: IntentFeatures.Of(m.Text))).ToArray();
        var intents = data.Select(d => d.Intent).Distinct().Order(StringComparer.Ordinal).ToArray();
        var weights = Grid(intents.Length);
        var gradients = Grid(intents.Length);
        var biases = new float[intents.Length];
        var biasGradients = new float[intents.Length];
        var scores = new float[intents.Length];
        foreach (var (intent, (buckets, values)) in Enumerable.Range(0, Epochs).SelectMany(epoch => Shuffled(data, (uint)epoch)))
        {
            Probabilities(weights, biases, buckets, values, scores);
            for (var c = 0; c < intents.Length; c++)
            {
                var error = scores[c] - (intents[c] == intent ? 1 : 0);
                if (MathF.Abs(error) < 1e-4f)
                    continue;
                for (var i = 0; i < buckets.Length; i++)
                {
                    ref var weight = ref weights[c][buckets[i]];
                    ref var squares = ref gradients[c][buckets[i]];
                    var gradient = (error * values[i]) + (Decay * weight);
                    squares += gradient * gradient;
                    weight -= Step * gradient / MathF.Sqrt(squares + 1e-2f);
                }

                biasGradients[c] += error * error;
                biases[c] -= 0.3f * Step * error / MathF.Sqrt(biasGradients[c] + 1);
            }
        }

        return IntentModel.Of(intents, biases, weights);
    }

    private static void Probabilities(float[][] weights, float[] biases, int[] buckets, float[] values, float[] into)
    {
        for (var c = 0; c < into.Length; c++)
        {
            into[c] = biases[c];
            for (var i = 0; i < buckets.Length; i++)
                into[c] += weights[c][buckets[i]] * values[i];
        }

        var highest = into.Max();
        var sum = 0f;
        for (var c = 0; c < into.Length; c++)
            sum += into[c] = MathF.Exp(into[c] - highest);
        for (var c = 0; c < into.Length; c++)
            into[c] /= sum;
    }

    private static float[][] Grid(int rows) => [.. Enumerable.Range(0, rows).Select(_ => new float[IntentFeatures.Buckets])];

    /// <summary>Always the same order for the same seed.</summary>
    private static T[] Shuffled<T>(T[] items, uint seed)
    {
        var shuffled = (T[])items.Clone();
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            seed = unchecked((seed * 1664525u) + 1013904223u);
            var j = (int)((seed >> 8) % (uint)(i + 1));
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }
}
