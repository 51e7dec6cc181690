#if ORLEANS
global using Orleans;
#else
global using Aegis.Embedded;
#endif
