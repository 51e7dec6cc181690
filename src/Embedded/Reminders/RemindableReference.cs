using Aegis.Embedded.Runtime;

namespace Aegis.Embedded.Reminders;

/// <summary>A reference to a grain by the interface that reminders call.</summary>
internal sealed class RemindableReference(GrainTarget target) : GrainReference(target), IRemindable
{
    private static readonly GrainMethod s_receiveReminder = new("IRemindable", nameof(ReceiveReminder), MethodTraits.None);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Send(new ReceiveReminderCall(reminderName, status));

    private sealed class ReceiveReminderCall(string reminderName, TickStatus status) : VoidInvocation(s_receiveReminder)
    {
        protected override Task CallVoid(object grain) => ((IRemindable)grain).ReceiveReminder(reminderName, status);
    }
}
