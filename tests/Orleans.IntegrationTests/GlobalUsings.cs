global using Orleans.Runtime;
global using Orleans.Runtime.Placement;
