using Aegis.Cluster.Chaos;
using Aegis.Cluster.Display;
using Aegis.Cluster.Postgres;
using Aegis.Cluster.Supervision;
using Aegis.Cluster.Topology;
using Spectre.Console;

namespace Aegis.Cluster.Commands;

/// <summary>From the options to a cluster that serves, until it is told to stop.</summary>
internal static class ClusterRun
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(4);

    /// <exception cref="OptionException">The cluster cannot be started as asked.</exception>
    public static async Task<int> RunAsync(ClusterOptions options)
    {
        options.Validate();
        var time = TimeProvider.System;
        using var interrupts = new Interrupts();
        using var http = new HttpClient { Timeout = HealthTimeout };
        System.IO.Directory.CreateDirectory(options.Data);
        using var held = ClusterDirectory.Hold(options.Data);
        var secrets = Secrets.In(options.Data).Prepare(Environment.GetEnvironmentVariable("AEGIS_MASTER_KEY"), Environment.GetEnvironmentVariable("AEGIS_ADMIN_KEY"));
        var plans = await PlanAsync(options, secrets);
        var readiness = new Readiness(http, secrets);
        var cluster = new RunningCluster([.. plans.Select(plan => new Member(plan, options.Data, readiness.AskAsync, time))]);
        using var _ = interrupts.GiveUp.Register(cluster.Kill);
        var report = await ServeAsync(options, cluster, secrets, time, interrupts.Stop);
        return report is null ? 0 : await TellAsync(report, options.Data);
    }

    // Shows the cluster from before its start to after its end.
    private static async Task<ChaosReport?> ServeAsync(ClusterOptions options, RunningCluster cluster, Secrets secrets, TimeProvider time, CancellationToken stop)
    {
        await using IDisplay display = Console.IsOutputRedirected ? new PlainDisplay(Console.Out) : new LiveTable(AnsiConsole.Console, time);
        Follow(cluster, display);
        try
        {
            await cluster.StartAsync(stop);
            display.Say($"ready: api {options.Url}, console {cluster.Named("dashboard").Plan.Health!.GetLeftPart(UriPartial.Authority)}/, admin key in {secrets.AdminKey}, logs in {Path.Combine(options.Data, "logs")}");
            if (options.Chaos is { } chaos)
                return await StrikeAsync(chaos, options, cluster, secrets, display, time, stop);
            await cluster.GuardAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop, which is the usual end.
        }
        finally
        {
            display.Say("stopping; once more kills");
            await cluster.StopAsync();
        }

        return null;
    }

    private static async Task<ChaosReport> StrikeAsync(
        ChaosOptions chaos, ClusterOptions options, RunningCluster cluster, Secrets secrets, IDisplay display, TimeProvider time, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = options.Url };
        http.DefaultRequestHeaders.Add("X-Api-Key", (await File.ReadAllTextAsync(secrets.AdminKey, stop)).Trim());
        return await new ChaosRun(chaos, cluster, http, display, time).RunAsync(stop);
    }

    private static async Task<int> TellAsync(ChaosReport report, string data)
    {
        var file = Path.Combine(data, ChaosReport.FileName);
        await File.WriteAllTextAsync(file, report.ToJson());
        foreach (var line in report.Lines().Append(file))
            Console.Out.WriteLine(line);
        return report.Passed ? 0 : ClusterCommand.Missed;
    }

    private static async Task<ImmutableArray<MemberPlan>> PlanAsync(ClusterOptions options, Secrets secrets)
    {
        var ports = new Ports();
        var dashboard = Ports.IsFree(options.Url.Port + 1) ? options.Url.Port + 1 : ports.Next();
        var postgres = options.ConnectionString is null ? await PrivatePostgres.PrepareAsync(options.Data, secrets, ports.Next()) : null;
        var connection = options.ConnectionString ?? PrivatePostgres.ConnectionString(postgres!.Port);
        var plans = ClusterPlan.Of(options, secrets, dashboard, connection, isPrivate: postgres is not null, ports.Next);
        ClusterDirectory.WriteVariables(options.Data, plans.First(plan => plan.Kind == MemberKind.Silo));
        return postgres is null ? plans : plans.Insert(0, postgres);
    }

    // The link into the console is for people, so it is shown and never written to a log.
    private static void Follow(RunningCluster cluster, IDisplay display)
    {
        display.Show(cluster.Members);
        foreach (var member in cluster.Members)
            member.Said += line =>
            {
                if (line.StartsWith("Sign in", StringComparison.Ordinal))
                    display.Say(line);
            };
    }
}
