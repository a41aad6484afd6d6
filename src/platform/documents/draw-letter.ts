import type { Letter } from '#kernel/letter.ts'

/** What a letter can be drawn as. */
export type LetterFormat = 'docx' | 'pdf'
export interface PrintedLetter {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Buffer
}

const mediaTypes: Readonly<Record<LetterFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

/** File names take no separators and no more than people can read. */
const fileNameOf = (title: string, format: LetterFormat): string =>
  `${title
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .trim()
    .slice(0, 80)}.${format}`

/** Draws a letter; the libraries are loaded by the first who asks. */
export async function drawLetter(letter: Letter, format: LetterFormat): Promise<PrintedLetter> {
  const bytes =
    format === 'docx'
      ? await (await import('./docx-letter.ts')).docxLetter(letter)
      : await (await import('./pdf-letter.ts')).pdfLetter(letter)
  return { fileName: fileNameOf(letter.title, format), mediaType: mediaTypes[format], bytes }
}
