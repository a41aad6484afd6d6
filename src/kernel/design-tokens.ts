/**
 * Colours, sizes and spacing of every surface: the public pages' CSS, the workbench's theme and the charts read this file
 * and nothing else. Contrasts are against `ground` (WCAG 2.2 AA asks 4.5 for text).
 */
export interface Palette {
  readonly text: string
  readonly textSecondary: string
  readonly placeholder: string
  /** Cards, tables, fields. */
  readonly ground: string
  /** Behind the cards. */
  readonly page: string
  readonly line: string
  /** Act, link, selected. */
  readonly primary: string
  readonly primaryHover: string
  readonly primaryPale: string
  /** Text on a primary ground. */
  readonly onPrimary: string
  /** The one thing a page wants you to do. */
  readonly accent: string
  readonly accentPale: string
  readonly good: string
  readonly goodPale: string
  readonly attention: string
  readonly attentionPale: string
  readonly bad: string
  readonly badPale: string
}

export const lightPalette: Palette = {
  text: '#16232E',
  textSecondary: '#4A5A68',
  placeholder: '#667684',
  ground: '#FFFFFF',
  page: '#F5F7F9',
  line: '#D5DDE3',
  primary: '#0A5C80',
  primaryHover: '#084A67',
  primaryPale: '#E3F0F6',
  onPrimary: '#FFFFFF',
  accent: '#B4501E',
  accentPale: '#FDF3ED',
  good: '#1B7A46',
  goodPale: '#E5F4EB',
  attention: '#8A5A00',
  attentionPale: '#FBF2DD',
  bad: '#B3261E',
  badPale: '#FCE9E7',
}

export const darkPalette: Palette = {
  text: '#E8EEF2',
  textSecondary: '#A9B8C4',
  placeholder: '#8C9BA8',
  ground: '#182631',
  page: '#0F1A22',
  line: '#2B3B47',
  primary: '#6CC3EA',
  primaryHover: '#8DD2F0',
  primaryPale: '#16384A',
  onPrimary: '#0B1B25',
  accent: '#F2A477',
  accentPale: '#40291C',
  good: '#6FD39B',
  goodPale: '#173627',
  attention: '#E8BE5A',
  attentionPale: '#3A3018',
  bad: '#FF8A80',
  badPale: '#43211F',
}

/** Shades of one hue for charts and tiles, pale to strong; on dark the order is dark to bright. */
export const chartShades = {
  light: ['#D6E8F1', '#A9CDDF', '#76AECB', '#3F89AE', '#0A5C80', '#063C54'],
  dark: ['#1B3A4B', '#22536B', '#2D7192', '#4497BD', '#6CC3EA', '#B5E2F6'],
} as const

export const radius = 6
/** Pixels: captions, workbench, public text, headings. */
export const fontSizes = { caption: 12, workbench: 14, reading: 16, heading: 20, title: 28 } as const
export const lineHeight = { text: 1.6, heading: 1.3 } as const
export const fontFamily =
  "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
/** For English: Latin fonts first, so that apostrophes and quotation marks take no full square. */
export const latinFontFamily =
  "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif"
/** Shadow of what floats, and only of that. */
export const floatShadow = {
  light: '0 6px 24px rgba(22, 35, 46, 0.16)',
  dark: '0 6px 24px rgba(0, 0, 0, 0.5)',
} as const

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** A palette as CSS custom properties, `--text-secondary: #4A5A68;` … */
export const cssVariables = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${kebab(name)}: ${String(colour)};`)
    .join(' ')
