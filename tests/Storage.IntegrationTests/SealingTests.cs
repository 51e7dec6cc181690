using System.Security.Cryptography;
using System.Text;
using Aegis.Storage.IntegrationTests.Grid;
using Aegis.Storage.Sealing;
using Aegis.Trust;

namespace Aegis.Storage.IntegrationTests;

public sealed class SealingTests(Databases databases) : IClassFixture<Databases>
{
    private static readonly AesGcmSealer _sealer = new(new MasterKey(RandomNumberGenerator.GetBytes(32)), new SystemEntropy());

    [Fact]
    public void Open_InAnotherContextOrUnderAnotherKeyOrChanged_Throws()
    {
        var key = _sealer.NewKey();
        var value = _sealer.Seal(key, "secret"u8, "here");
        var changed = value.ToArray();
        changed[^1] ^= 1;

        Encoding.UTF8.GetString(_sealer.Open(key, value, "here")).ShouldBe("secret");
        Should.Throw<CryptographicException>(() => _sealer.Open(key, value, "there"));
        Should.Throw<CryptographicException>(() => _sealer.Open(_sealer.NewKey(), value, "here"));
        Should.Throw<CryptographicException>(() => _sealer.Open(key, changed, "here"));
        Should.Throw<CryptographicException>(() => _sealer.Open(key, value[..10], "here"));
    }

    [Fact]
    public void Unwrap_OfAWrappedKey_OpensWhatItSealed()
    {
        var key = _sealer.NewKey();
        var value = _sealer.Seal(key, "secret"u8, "here");

        _sealer.Unwrap(key.Wrapped).Stored.ShouldBeTrue();
        _sealer.Open(_sealer.Unwrap(key.Wrapped), value, "here").ShouldBe("secret"u8.ToArray());
    }

    [Fact]
    public void Hash_ForAnotherPurpose_IsAnother()
    {
        _sealer.Hash("one", "text").ShouldBe(_sealer.Hash("one", "text"));
        _sealer.Hash("one", "text").ShouldNotBe(_sealer.Hash("two", "text"));
    }

    [Theory, BothDatabases]
    public async Task SealedState_ReadBack_IsWhatWasWritten(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var diary = await grid.DiaryAsync(customer);
        diary.State.Text = "dear diary";

        await diary.WriteAsync();

        (await grid.DiaryAsync(customer)).State.Text.ShouldBe("dear diary");
    }

    [Theory, BothDatabases]
    public async Task DataKey_MadeByTwoGrainsOfACustomerAtOnce_IsOne(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var (account, diary) = (await grid.AccountAsync(customer), await grid.DiaryAsync(customer));
        diary.State.Text = "dear diary";

        await Task.WhenAll(account.WriteAsync(), diary.WriteAsync());

        (await grid.AccountAsync(customer)).State.Key!.Wrapped.ShouldBe((await grid.DiaryAsync(customer)).State.Key!.Wrapped);
    }

    [Theory, BothDatabases]
    public async Task DataKey_OfAScopeSharedByManyGrains_IsMadeOnceWithoutConflict(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => grid.AnswerAsync($"shared/answer_{i}")));
        foreach (var answer in answers)
            answer.State.Text = "42";

        await Task.WhenAll(answers.Select(a => a.WriteAsync()));

        (await grid.CountAsync("SELECT count(*) FROM data_keys WHERE scope = 'shared/$edge'")).ShouldBe(1);
        (await grid.AnswerAsync("shared/answer_7")).State.Text.ShouldBe("42");
    }

    [Theory, BothDatabases]
    public async Task DataKey_ThatAnotherProcessMadeFirst_Conflicts(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        account.State.Journal.Append(Rows.Entry());
        var others = grid.Sealer.NewKey();
        await grid.TamperAsync(
            $"INSERT INTO data_keys (scope, wrapped) VALUES ('{customer}', x'{Convert.ToHexString(others.Wrapped)}')",
            $@"INSERT INTO data_keys (scope, wrapped) VALUES ('{customer}', '\x{Convert.ToHexString(others.Wrapped)}')");

        await Should.ThrowAsync<InconsistentStateException>(account.WriteAsync());

        var again = await grid.AccountAsync(customer);
        again.Exists.ShouldBeFalse();
        again.State.Key!.Wrapped.ShouldBe(others.Wrapped);
        await again.WriteAsync();
    }
}
