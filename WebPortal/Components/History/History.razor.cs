using OrleansConf.WebPortal.Calls;

namespace OrleansConf.WebPortal.Components.History;

/// <summary>The account's ended calls (R-ACC-6: refused ones too).</summary>
public sealed partial class History(PortalHistory history);
