#if ORLEANS
global using Orleans;
global using Orleans.Configuration;
global using Orleans.Connections.Security;
global using Orleans.Hosting;
global using Orleans.Serialization;
#endif
