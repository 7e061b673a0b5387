namespace OrleansConf.WebPortal.Localization;

/// <summary>Names the resource that holds every sentence of the portal, one file per language.</summary>
public sealed class PortalText;
