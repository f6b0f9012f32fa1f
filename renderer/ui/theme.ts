import { createTheme, type MantineColorsTuple } from "@mantine/core";

const indigo: MantineColorsTuple = [
  "#eef0fd",
  "#dfe2fa",
  "#bcc3f3",
  "#98a3ec",
  "#7985e4",
  "#5f6ddc",
  "#4f5ed6",
  "#4150d0",
  "#3542b8",
  "#2b3697",
];
const gray: MantineColorsTuple = [
  "#f6f8fa",
  "#eff2f6",
  "#e4e9ef",
  "#dfe4ea",
  "#c3cbd5",
  "#8f9bab",
  "#5f6b7b",
  "#4a5666",
  "#2b3644",
  "#18212d",
];
const dark: MantineColorsTuple = [
  "#e6ebf1",
  "#b0bbc8",
  "#8f9bab",
  "#596678",
  "#3a4654",
  "#252e3a",
  "#1b222c",
  "#141a22",
  "#10161d",
  "#0d1117",
];

/** Mantine with our measures: 13 px, 4 px grid, slate greys, one accent. */
export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 7, dark: 7 },
  colors: { indigo, gray, dark },
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  fontSizes: { xs: "12px", sm: "13px", md: "13px", lg: "15px", xl: "20px" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.45", lg: "1.45", xl: "1.4" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "4px", sm: "6px", md: "6px", lg: "8px", xl: "12px" },
  defaultRadius: "sm",
  headings: { fontFamily: "var(--font)", fontWeight: "600" },
  cursorType: "pointer",
  focusRing: "never",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 28 } },
    TextInput: { defaultProps: { size: "sm" } },
    PasswordInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm" } },
    Tooltip: {
      defaultProps: {
        openDelay: 350,
        withArrow: false,
        multiline: false,
        fz: 12,
        transitionProps: { duration: 120 },
      },
    },
    Modal: {
      defaultProps: {
        centered: false,
        yOffset: "12vh",
        transitionProps: { duration: 140 },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    },
    Drawer: {
      defaultProps: { transitionProps: { duration: 140 }, overlayProps: { backgroundOpacity: 0.35 } },
    },
    Menu: { defaultProps: { shadow: "md", transitionProps: { duration: 120 } } },
  },
});
