global using Aegis.Embedded;
