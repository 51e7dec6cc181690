using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests.Grains;

public interface IReminderGrain : IGrainWithIntegerKey
{
    Task Register(TimeSpan dueTime, TimeSpan period);

    Task<bool> IsRegistered();

    Task Unregister();
}

public sealed class ReminderGrain(Signals signals) : Grain, IReminderGrain, IRemindable
{
    public Task Register(TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder("sweep", dueTime, period);

    public async Task<bool> IsRegistered() => await this.GetReminder("sweep") is not null;

    public async Task Unregister()
    {
        if (await this.GetReminder("sweep") is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        signals.Add($"{reminderName} {this.GetPrimaryKeyLong()}");
        signals.Add($"{reminderName} {this.GetPrimaryKeyLong()} at {status.CurrentTickTime:HH:mm:ss}");
        return Task.CompletedTask;
    }
}
