import {
  chartShades,
  cssVariables,
  darkPalette,
  floatShadow,
  fontFamily,
  fontSizes,
  latinFontFamily,
  lightPalette,
  radius,
} from '#kernel/design-tokens.ts'
import { layoutCss } from './layout-css.ts'
import { pageCss } from './page-css.ts'
import { printCss } from './print-css.ts'
import { slotsCss } from './slots-css.ts'

/** Five steps of the one hue: the shades on which text has contrast. */
const tileSteps = [0, 1, 2, 4, 5] as const
const shades = (of: readonly string[]): string =>
  tileSteps.map((shade, step) => `--shade-${step}: ${of[shade] ?? ''};`).join(' ')

const light = `${cssVariables(lightPalette)} ${shades(chartShades.light)} --float: ${floatShadow.light}; --tile-turn: ${lightPalette.onPrimary};`
const dark = `${cssVariables(darkPalette)} ${shades(chartShades.dark)} --float: ${floatShadow.dark}; --tile-turn: ${darkPalette.onPrimary};`

const sizes = Object.entries(fontSizes)
  .map(([name, size]) => `--size-${name}: ${size / 16}rem;`)
  .join(' ')

/** The one style of the public pages, made from the design tokens. */
export function publicCss(): string {
  const css = `
:root { color-scheme: light; ${light} ${sizes} --radius: ${radius}px; font-size: 100%; }
@media (prefers-color-scheme: dark) { :root:not([data-theme='light']) { color-scheme: dark; ${dark} } }
:root[data-theme='dark'] { color-scheme: dark; ${dark} }
:root[data-size='large'] { font-size: 125%; }
body { font-family: ${fontFamily}; }
html[lang='en'] body { font-family: ${latinFontFamily}; }
${layoutCss}${pageCss}${slotsCss}${printCss}`
  return css.replaceAll(/\s*\n\s*/g, '\n').trim()
}
