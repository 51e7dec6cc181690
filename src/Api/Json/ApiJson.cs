using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aegis.Actions;
using Aegis.Agents;
using Aegis.Api.Actions;
using Aegis.Api.Activity;
using Aegis.Api.Approvals;
using Aegis.Api.Connections;
using Aegis.Api.Conversations;
using Aegis.Api.Customers;
using Aegis.Api.Events;
using Aegis.Api.Http;
using Aegis.Api.Identity;
using Aegis.Api.Interventions;
using Aegis.Api.Keys;
using Aegis.Api.Policy;
using Aegis.Api.Mcp;
using Aegis.Api.Sandbox;
using Aegis.Api.Simulation;
using Aegis.Approvals;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Identity;
using Aegis.Interventions;
using Aegis.Keys;
using Aegis.Monitoring;
using Aegis.Policy;
using Aegis.Simulation;

namespace Aegis.Api.Json;

/// <summary>Every shape that crosses HTTP: camelCase, enum values in snake_case.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(CreateCustomer))]
[JsonSerializable(typeof(ChangeCustomer))]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(CustomerPage))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(CustomerPast))]
[JsonSerializable(typeof(LedgerPageView))]
[JsonSerializable(typeof(SendMessage))]
[JsonSerializable(typeof(RateReply))]
[JsonSerializable(typeof(TakeOver))]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(Reply))]
[JsonSerializable(typeof(PendingTurn))]
[JsonSerializable(typeof(TurnRecordList))]
[JsonSerializable(typeof(TurnReplay))]
[JsonSerializable(typeof(ModelSpending))]
[JsonSerializable(typeof(IssueKey))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(ShownKey))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(SettleAction))]
[JsonSerializable(typeof(ActionList))]
[JsonSerializable(typeof(ActionPage))]
[JsonSerializable(typeof(ActivityAnswer))]
[JsonSerializable(typeof(ActivityProblem))]
[JsonSerializable(typeof(ResolveIntervention))]
[JsonSerializable(typeof(SnoozeIntervention))]
[JsonSerializable(typeof(Intervention))]
[JsonSerializable(typeof(InterventionPage))]
[JsonSerializable(typeof(AskApproval))]
[JsonSerializable(typeof(EditApproval))]
[JsonSerializable(typeof(CommentApproval))]
[JsonSerializable(typeof(DecideApprovals))]
[JsonSerializable(typeof(DecidedApprovals))]
[JsonSerializable(typeof(Approval))]
[JsonSerializable(typeof(ApprovalPage))]
[JsonSerializable(typeof(TurnSwitch))]
[JsonSerializable(typeof(CheckPolicy))]
[JsonSerializable(typeof(KillSwitches))]
[JsonSerializable(typeof(PolicyReport))]
[JsonSerializable(typeof(AcceptMcpTool))]
[JsonSerializable(typeof(McpToolList))]
[JsonSerializable(typeof(ConnectorList))]
[JsonSerializable(typeof(ConnectorTestView))]
[JsonSerializable(typeof(MonitorCheck))]
[JsonSerializable(typeof(LiveEventView))]
[JsonSerializable(typeof(StartSimulation))]
[JsonSerializable(typeof(SimulationRun))]
[JsonSerializable(typeof(SetSandboxFault))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(IssueAccessKey))]
[JsonSerializable(typeof(RotateAccessKey))]
[JsonSerializable(typeof(AccessKey))]
[JsonSerializable(typeof(AccessKeyList))]
[JsonSerializable(typeof(ShownAccessKey))]
[JsonSerializable(typeof(AddUser))]
[JsonSerializable(typeof(ChangeUser))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(UserList))]
[JsonSerializable(typeof(InvitedUser))]
[JsonSerializable(typeof(OpenSession))]
[JsonSerializable(typeof(CustomerSession))]
[JsonSerializable(typeof(SiteList))]
[JsonSerializable(typeof(SiteEntry))]
[JsonSerializable(typeof(SiteError))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The context all answers are written with. Answers are served as JSON and never embedded in HTML, so quotes and umlauts stand as they are.</summary>
    public static ApiJson Wire { get; } = new(Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web)));

    /// <summary>Makes the host's own JSON options write as <see cref="Wire"/> does.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new SnakeCaseEnums());
        return options;
    }
}
