using Aegis.Eval.Commands;

return await EvalCommand.InvokeAsync(args);
