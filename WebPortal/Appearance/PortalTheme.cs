using MudBlazor;

namespace OrleansConf.WebPortal.Appearance;

/// <summary>Colours and type of the portal, for MudBlazor's widgets and (as CSS variables) for our own.</summary>
public static class PortalTheme
{
    private static readonly string[] SystemFonts =
        ["Inter", "system-ui", "-apple-system", "Segoe UI Variable Text", "Segoe UI", "Roboto", "Cantarell", "Noto Sans", "Ubuntu", "DejaVu Sans", "sans-serif"];

    public static readonly MudTheme Light = Create(":root");

    /// <summary>The head script puts the attribute before the first paint, so that no page flashes in the wrong colours.</summary>
    public static readonly MudTheme Dark = Create(":root[data-theme=dark]");

    private static MudTheme Create(string scope) => new()
    {
        PseudoCss = new PseudoCss { Scope = scope },
        PaletteLight = new PaletteLight
        {
            Primary = "#1f5fbf",
            PrimaryContrastText = "#ffffff",
            Secondary = "#0f766e",
            SecondaryContrastText = "#ffffff",
            Success = "#15803d",
            Warning = "#a16207",
            Error = "#b42318",
            Info = "#1f5fbf",
            Background = "#f6f7f9",
            BackgroundGray = "#eef0f4",
            Surface = "#ffffff",
            TextPrimary = "#161b26",
            TextSecondary = "#566073",
            TextDisabled = "#8a93a3",
            ActionDefault = "#566073",
            ActionDisabled = "#a3abb8",
            LinesDefault = "#e2e6ec",
            LinesInputs = "#8b95a7",
            Divider = "#e2e6ec",
            TableLines = "#e2e6ec",
            OverlayDark = "rgba(16,20,30,.45)",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab4f8",
            PrimaryContrastText = "#0b1a33",
            Secondary = "#5eead4",
            SecondaryContrastText = "#06231f",
            Success = "#4ade80",
            SuccessContrastText = "#052e14",
            Warning = "#facc15",
            WarningContrastText = "#2b2000",
            Error = "#ff9b93",
            ErrorContrastText = "#3b0a06",
            Info = "#8ab4f8",
            InfoContrastText = "#0b1a33",
            Background = "#0f1319",
            BackgroundGray = "#141922",
            Surface = "#181e28",
            TextPrimary = "#e8ecf3",
            TextSecondary = "#a4afc0",
            TextDisabled = "#6c7789",
            ActionDefault = "#a4afc0",
            ActionDisabled = "#5a6474",
            LinesDefault = "#2a3240",
            LinesInputs = "#6f7b8e",
            Divider = "#2a3240",
            TableLines = "#2a3240",
            OverlayDark = "rgba(4,6,10,.6)",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = SystemFonts, FontSize = ".9375rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = SystemFonts, FontSize = "1.125rem", FontWeight = "650", LetterSpacing = "-.01em" },
            Body1 = new Body1Typography { FontFamily = SystemFonts, FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = SystemFonts, FontSize = ".9375rem", LineHeight = "1.45", LetterSpacing = "normal" },
        },
    };
}
