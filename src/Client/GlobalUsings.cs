#if ORLEANS
global using Orleans;
global using Orleans.Configuration;
global using Orleans.Hosting;
#endif
