global using System.Collections.Immutable;
#if ORLEANS
global using Orleans;
global using Orleans.Runtime;
global using Orleans.Storage;
#else
global using Aegis.Embedded;
#endif
