#if ORLEANS
global using Orleans;
global using Orleans.Concurrency;
global using Orleans.Runtime;
global using Orleans.Storage;
global using Orleans.Streams;
#else
global using Aegis.Embedded;
#endif
