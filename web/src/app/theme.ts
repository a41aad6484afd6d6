import { type MappingAlgorithm, theme as antTheme, type ThemeConfig } from 'antd'
import {
  darkPalette,
  floatShadow,
  fontFamily,
  fontSizes,
  latinFontFamily,
  lightPalette,
  lineHeight,
  type Palette,
  radius,
} from '#kernel/design-tokens.ts'

/** The dark algorithm dims its seeds; ours are chosen for the ground they stand on and stay as they are. */
const exactly =
  (palette: Palette): MappingAlgorithm =>
  (seed, derived) => ({
    ...(derived ?? antTheme.defaultAlgorithm(seed)),
    colorPrimary: palette.primary,
    colorPrimaryHover: palette.primaryHover,
    colorPrimaryActive: palette.primaryHover,
    colorPrimaryText: palette.primary,
    colorLink: palette.primary,
    colorSuccess: palette.good,
    colorWarning: palette.attention,
    colorError: palette.bad,
    colorErrorHover: palette.bad,
    colorInfo: palette.primary,
  })

/** The tokens of kernel/design-tokens.ts as Ant Design's theme. */
export function themeFor(dark: boolean, largeText: boolean, english: boolean): ThemeConfig {
  const palette = dark ? darkPalette : lightPalette
  const shadow = dark ? floatShadow.dark : floatShadow.light
  return {
    algorithm: [dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm, exactly(palette)],
    token: {
      fontFamily: english ? latinFontFamily : fontFamily,
      fontSize: largeText ? fontSizes.reading + 2 : fontSizes.workbench,
      lineHeight: lineHeight.text,
      borderRadius: radius,
      colorPrimary: palette.primary,
      colorLink: palette.primary,
      colorLinkHover: palette.primaryHover,
      colorInfo: palette.primary,
      colorSuccess: palette.good,
      colorWarning: palette.attention,
      colorError: palette.bad,
      colorText: palette.text,
      colorTextSecondary: palette.textSecondary,
      colorTextTertiary: palette.placeholder,
      colorTextDescription: palette.textSecondary,
      colorTextPlaceholder: palette.placeholder,
      colorTextLightSolid: palette.onPrimary,
      colorBgBase: palette.ground,
      colorBgContainer: palette.ground,
      colorBgLayout: palette.page,
      colorBgElevated: palette.ground,
      colorBorder: palette.line,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      colorPrimaryBg: palette.primaryPale,
      colorPrimaryHover: palette.primaryHover,
      colorSuccessBg: palette.goodPale,
      colorWarningBg: palette.attentionPale,
      colorErrorBg: palette.badPale,
      colorInfoBg: palette.primaryPale,
      boxShadow: shadow,
      boxShadowSecondary: shadow,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Layout: { headerBg: palette.ground, siderBg: palette.ground, bodyBg: palette.page, headerHeight: 56 },
      Menu: { itemSelectedBg: palette.primaryPale, itemSelectedColor: palette.primary },
      Table: {
        headerBg: palette.page,
        headerColor: palette.textSecondary,
        rowSelectedBg: palette.primaryPale,
        rowSelectedHoverBg: palette.primaryPale,
      },
      Tooltip: { colorTextLightSolid: dark ? palette.text : '#FFFFFF' },
    },
  }
}
