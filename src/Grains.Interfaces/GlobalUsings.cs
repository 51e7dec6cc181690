global using System.Collections.Immutable;
#if ORLEANS
global using Orleans;
global using Orleans.Concurrency;
#else
global using Aegis.Embedded;
#endif
