namespace Aegis.Dashboard.Components.Approvals;

/// <summary>What a person decides about a request.</summary>
public enum Verdict { Approve, Reject }
