import type { Instant } from '#kernel/time.ts'

/** A notice of the site in both languages; English may be missing. */
export interface Notice {
  readonly id: number
  readonly title: string
  readonly titleEn: string
  readonly body: string
  readonly bodyEn: string
  readonly source: string
  readonly sourceEn: string
  readonly publishedAt: Instant
  readonly validUntil: Instant | undefined
}

/** Whether the notice may be read as being in force. */
export const isInForce = (notice: Pick<Notice, 'publishedAt' | 'validUntil'>, now: Instant): boolean =>
  notice.publishedAt <= now && (notice.validUntil === undefined || now < notice.validUntil)

/** The paragraphs of a text; empty lines part them. */
export const paragraphsOf = (body: string): string[] =>
  body
    .split(/\n\s*\n|\r\n\s*\r\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
