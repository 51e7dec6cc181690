global using System.Collections.Immutable;
#if ORLEANS
global using Orleans;
global using Orleans.Concurrency;
#else
global using Aegis.Embedded;
#endif
// Both the components and the grains know an attribute of this name.
global using PersistentStateAttribute = Microsoft.AspNetCore.Components.PersistentStateAttribute;
