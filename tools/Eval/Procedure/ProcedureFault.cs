namespace Aegis.Eval.Procedure;

/// <summary>Something was not done as it must be, whatever came of it.</summary>
/// <param name="Rule">intent, duplicate, approval, never, identity, precondition, outcome, told, secret or chain.</param>
public sealed record ProcedureFault(string Rule, string CustomerId, string Detail)
{
    public override string ToString() => $"{Rule}: {CustomerId}: {Detail}";
}
