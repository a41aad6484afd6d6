import { createHash } from 'node:crypto'

/** Twelve hexadecimal digits of the SHA-256 of a text. */
export const shortDigest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12)
