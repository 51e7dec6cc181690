using Aegis.Cluster.Commands;

return await ClusterCommand.InvokeAsync(args);
