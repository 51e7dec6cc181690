using Aegis.Grains.Keys;
using Aegis.Keys;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.UnitTests.Keys;

public sealed class KeyFormatTests
{
    [Theory]
    [InlineData(KeyEnvironment.Test, "sk_test_")]
    [InlineData(KeyEnvironment.Live, "sk_live_")]
    public void Make_Key_HasItsShape(KeyEnvironment environment, string prefix)
    {
        var key = KeyFormat.Make(environment, new Counting());

        key.ShouldMatch($"^{prefix}[0-9A-Za-z]{{38}}$");
        KeyFormat.IsWellFormed(key).ShouldBeTrue();
        KeyFormat.EnvironmentOf(key).ShouldBe(environment);
        KeyFormat.Shown(key).ShouldBe(key[..12]);
    }

    [Fact]
    public void IsWellFormed_OneCharacterWrong_IsFalse()
    {
        var key = KeyFormat.Make(KeyEnvironment.Test, new Counting());

        for (var i = 0; i < key.Length; i++)
            KeyFormat.IsWellFormed(key[..i] + (key[i] == 'x' ? 'y' : 'x') + key[(i + 1)..]).ShouldBeFalse($"position {i}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("sk_test_")]
    [InlineData("sk_prod_0000000000000000000000000000000000000")]
    [InlineData("sk_test_ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ")]
    public void IsWellFormed_SomethingElse_IsFalse(string text) => KeyFormat.IsWellFormed(text).ShouldBeFalse();

    [Fact]
    public void Make_FixedEntropy_IsThisKey() =>
        // Guards alphabet and checksum: issued keys must verify for ever.
        KeyFormat.Make(KeyEnvironment.Test, new Counting()).ShouldStartWith("sk_test_0123456789ABCDEFGHIJKLMNOPQRSTUV");

    [Fact]
    public void Make_Bytes_FavourNoCharacter()
    {
        var counts = new int[128];
        var entropy = new Seeded();
        for (var i = 0; i < 2000; i++)
            foreach (var c in KeyFormat.Make(KeyEnvironment.Live, entropy).AsSpan(8, KeyFormat.BodyLength))
                counts[c]++;

        var used = counts.Where(count => count > 0).ToList();
        used.Count.ShouldBe(62);
        (used.Max() - used.Min()).ShouldBeLessThan(used.Max() / 4);
    }

    private sealed class Seeded : IEntropy
    {
        private readonly Random _random = new(1);

        public void Fill(Span<byte> bytes) => _random.NextBytes(bytes);
    }

    /// <summary>0, 1, 2, … 255, 0, …</summary>
    private sealed class Counting : IEntropy
    {
        private byte _next;

        public void Fill(Span<byte> bytes)
        {
            foreach (ref var b in bytes)
                b = _next++;
        }
    }
}
