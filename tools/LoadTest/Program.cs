using Aegis.LoadTest.Commands;

return await LoadCommand.InvokeAsync(args);
