/** Kinds of file a person may hand in as a document, known by their content. */
export const documentKinds = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type DocumentKind = keyof typeof documentKinds

const beginsWith = (bytes: Buffer, ...head: number[]) => head.every((byte, at) => bytes[at] === byte)

/** An office package names its parts in the clear in its zip directory. */
function packageKind(bytes: Buffer): DocumentKind | undefined {
  if (!beginsWith(bytes, 0x50, 0x4b, 3, 4)) return undefined
  const has = (part: string) => bytes.includes(part, 0, 'latin1')
  if (!has('[Content_Types].xml') || has('vbaProject.bin')) return undefined
  if (has('word/document.xml')) return 'docx'
  return has('xl/workbook.xml') ? 'xlsx' : undefined
}

/** What a file is by its content, whatever its name says; undefined for anything else, and for macros. */
export function documentKindOf(bytes: Buffer): DocumentKind | undefined {
  if (bytes.subarray(0, 1024).includes('%PDF-', 0, 'latin1')) return 'pdf'
  if (beginsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpg'
  if (beginsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  return packageKind(bytes)
}

/** The name with the ending its content has. */
export function nameAs(kind: DocumentKind, name: string): string {
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase()
  if (ending === kind || (kind === 'jpg' && ending === 'jpeg')) return name
  return `${name}.${kind}`
}
