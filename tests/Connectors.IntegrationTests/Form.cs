namespace Aegis.Connectors.IntegrationTests;

/// <summary>Where the sandboxes run: beside their clients, or behind HTTP as programs do.</summary>
public enum Form { InProcess, Http }
