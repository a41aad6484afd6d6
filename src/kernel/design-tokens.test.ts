import { describe, expect, test } from 'vitest'
import { darkPalette, lightPalette, type Palette } from './design-tokens.ts'

const channel = (value: number) => (value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const luminance = (hex: string) =>
  [0.2126, 0.7152, 0.0722].reduce(
    (sum, weight, i) => sum + weight * channel(Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16) / 255),
    0,
  )
/** Contrast ratio of two colours, WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

const pairs: [keyof Palette, keyof Palette][] = [
  ...(['text', 'textSecondary', 'placeholder', 'primary', 'accent', 'good', 'attention', 'bad'] as const).map(
    (name): [keyof Palette, keyof Palette] => [name, 'ground'],
  ),
  ['text', 'page'],
  ['textSecondary', 'page'],
  ['onPrimary', 'primary'],
  ['primary', 'primaryPale'],
  ['good', 'goodPale'],
  ['attention', 'attentionPale'],
  ['bad', 'badPale'],
  ['accent', 'accentPale'],
]

describe.each([
  ['light', lightPalette],
  ['dark', darkPalette],
])('The %s palette', (_, palette) => {
  test.each(pairs)('shows %s on %s with a contrast of at least 4.5', (ink, ground) => {
    expect(contrast(palette[ink], palette[ground])).toBeGreaterThanOrEqual(4.5)
  })
})
