using Aegis.Actors;
using Aegis.Grains.Actions;
using Aegis.Grains.Approvals;
using Aegis.Grains.Hosting;
using Aegis.Grains.Keys;
using Aegis.Grains.Policy;
using Aegis.Grains.Sandbox;
using Aegis.Storage.Database;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Customers;

/// <summary>What every customer's grain works with.</summary>
public sealed record CustomerServices(
    IActorAuthority Authority, LeaseClock Clock, GridOptions Options, KeyMint Mint, ProbeTags Probes, ActionProtocol Actions,
    ApprovalProtocol Approvals, PolicyDesk Policy,    IGridDatabase Database, ILogger<CustomerGrain> Logger);
