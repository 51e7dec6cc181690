using Aegis.Silo.Commands;

return await AegisCommand.InvokeAsync(args);
