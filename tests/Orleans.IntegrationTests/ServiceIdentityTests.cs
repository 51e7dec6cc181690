using Aegis.Actors;
using Aegis.Client;
using Aegis.Customers;
using Aegis.Trust;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>Invariant 4 for a service that calls the grains itself: it is who its access key says, whatever it claims.</summary>
public sealed class ServiceIdentityTests
{
    [Fact]
    public async Task Service_ThatClaimsToBeAnother_IsRefusedByTheGrains_Invariant4()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        using var host = await ServiceAsync(await cluster.AccessAsync(await cluster.ReadyAsync("silo,api"), "reports", "viewer"));
        var aegis = host.Services.GetRequiredService<IAegisClient>();
        var self = await aegis.ActorAsync();
        var admin = new HmacActorAuthority(MasterKey.Parse(ClusterProcesses.MasterKey).Derive(HmacActorAuthority.KeyPurpose), TimeProvider.System);
        var guessed = new HmacActorAuthority(new byte[32], TimeProvider.System);

        Actor[] claims =
        [
            self,
            self with { Role = Role.Admin },
            self with { Id = "admin", Role = Role.Admin },
            self with { Role = Role.System, ExpiresAt = null },
            self with { Id = "acme", Role = Role.Customer },
            guessed.Sign("admin", Role.Admin, "default"),
        ];
        foreach (var claim in claims)
            (await CreateAsync(aegis, claim)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden, claim.ToString());
        (await aegis.StandInAsync("acme")).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

        self.ToString().ShouldBe("viewer:reports");
        host.Services.GetService<IActorAuthority>().ShouldBeNull();
        // Control: with what services are not given, it could be anybody.
        (await CreateAsync(aegis, admin.Sign("admin", Role.Admin, "default"))).Ok.ShouldBeTrue();
        // And what it may, it does.
        (await aegis.Customer("acme").GetAsync(await aegis.ActorAsync())).Value!.Id.ShouldBe("acme");
    }

    [Fact]
    public async Task Service_InTheDatabase_SeesTheSilosAndNothingElse()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        var access = await cluster.AccessAsync(await cluster.ReadyAsync("silo,api"), "curious");
        await using var connection = new NpgsqlConnection(access["ConnectionStrings__Aegis"]);
        await connection.OpenAsync();

        (await ReadAsync("SELECT count(*) FROM orleansmembershiptable")).ShouldBe(1L);
        foreach (var table in await TablesAsync())
            if (table is not ("orleansquery" or "orleansmembershiptable"))
                (await Should.ThrowAsync<PostgresException>(() => ReadAsync($"SELECT count(*) FROM {table}"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, table);

        async Task<IReadOnlyList<string>> TablesAsync()
        {
            await using var command = new NpgsqlCommand("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace = 'public'::regnamespace", connection);
            await using var reader = await command.ExecuteReaderAsync();
            var tables = new List<string>();
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
            tables.Count.ShouldBeGreaterThan(10);
            return tables;
        }

        async Task<object?> ReadAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync();
        }
    }

    private static Task<Result<Customer>> CreateAsync(IAegisClient aegis, Actor actor) =>
        aegis.Customer("acme").CreateAsync(actor, new("acme", "dev@acme.example", []));

    private static async Task<IHost> ServiceAsync(IReadOnlyDictionary<string, string> access)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(access.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)));
        builder.Services.AddAegisClient();
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IAegisClient>().ConnectedAsync().WaitAsync(PatientClient.Patience, TimeProvider.System);
        return host;
    }
}
