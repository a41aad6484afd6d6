import { createRequire } from 'node:module'

/** What a letter is drawn with; the library's own types bring those of the browser with them. */
export type Drawn = string | DrawnBox | readonly Drawn[]
export interface DrawnBox {
  readonly text?: string
  readonly stack?: readonly Drawn[]
  readonly table?: {
    readonly headerRows?: number
    readonly dontBreakRows?: boolean
    readonly widths: readonly (number | string)[]
    readonly heights?: (row: number) => number | 'auto'
    readonly body: readonly (readonly Drawn[])[]
  }
  readonly layout?: { readonly hLineWidth: () => number; readonly vLineWidth: () => number }
  readonly canvas?: readonly object[]
  readonly border?: readonly boolean[]
  readonly margin?: readonly [number, number, number, number]
  readonly alignment?: 'left' | 'center' | 'right' | 'justify'
  readonly fontSize?: number
  readonly lineHeight?: number
  readonly leadingIndent?: number
  readonly bold?: boolean
  readonly color?: string
  readonly unbreakable?: boolean
  readonly pageBreak?: 'before' | 'after'
}
export interface DrawnDocument {
  readonly info: { readonly title: string; readonly author: string }
  readonly language: string
  readonly pageSize: 'A4'
  readonly pageMargins: readonly [number, number, number, number]
  readonly defaultStyle: DrawnBox & { readonly font: string }
  readonly content: readonly Drawn[]
  readonly footer: (page: number) => Drawn
}
interface Pdfmake {
  setFonts(fonts: Readonly<Record<string, Readonly<Record<string, string>>>>): void
  setUrlAccessPolicy(allows: (url: string) => boolean): void
  setLocalAccessPolicy(allows: (path: string) => boolean): void
  createPdf(document: DrawnDocument): { getBuffer(): Promise<Buffer> }
}

const require = createRequire(import.meta.url)
export const pdfmake = require('pdfmake') as Pdfmake
