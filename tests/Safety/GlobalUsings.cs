global using Aegis.Embedded;
global using Microsoft.Extensions.DependencyInjection;
global using Aegis.Actors;
