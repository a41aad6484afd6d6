import type { Locale } from './locale.ts'

/**
 * An official letter as data: what stands in it, in order. The platform draws it as docx or pdf; the form follows the
 * national form of official documents (GB/T 9704) in spirit: letterhead, title, addressee, body, signature, annexes.
 */
export interface Letter {
  readonly language: Locale
  readonly title: string
  readonly author: string
  readonly blocks: readonly LetterBlock[]
}

export type LetterBlock =
  /** Who writes, in red above a red line, and the place of the letter's own number. */
  | { readonly kind: 'letterhead'; readonly issuer: string; readonly reference: string }
  | { readonly kind: 'title'; readonly text: string }
  /** Who it is addressed to, at the left margin. */
  | { readonly kind: 'addressee'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'enclosures'; readonly label: string; readonly items: readonly string[] }
  /** Lines at the right foot of the text: signature, seal, date. */
  | { readonly kind: 'signature'; readonly lines: readonly string[] }
  /** Framed places where others write their opinion, sign and seal. */
  | { readonly kind: 'boxes'; readonly boxes: readonly LetterBox[] }
  /** A small line, for example the mark of an annex. */
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly columns: readonly LetterColumn[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'new_page' }

export interface LetterBox {
  readonly heading: string
  readonly text: string
  /** Lines at the foot: who signs, seal, date. */
  readonly foot: readonly string[]
}

export interface LetterColumn {
  readonly heading: string
  /** Part of the width, of the sum of all shares. */
  readonly share: number
  readonly align: 'left' | 'center' | 'right'
}
