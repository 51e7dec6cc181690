#if ORLEANS
global using Orleans;
global using Orleans.Runtime;
#else
global using Aegis.Embedded;
#endif
