global using System.Collections.Immutable;
#if ORLEANS
global using Orleans;
global using Orleans.Concurrency;
global using Orleans.Storage;
#else
global using Aegis.Embedded;
#endif
