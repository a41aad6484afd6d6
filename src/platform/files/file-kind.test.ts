import { expect, test } from 'vitest'
import { documentKindOf, nameAs } from './file-kind.ts'

const zip = (parts: string) => Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from(parts, 'latin1')])

test.each([
  ['%PDF-1.7 …', Buffer.from('%PDF-1.7'), 'pdf'],
  ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'jpg'],
  ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'png'],
  ['a Word document', zip('[Content_Types].xml word/document.xml'), 'docx'],
  ['a workbook', zip('[Content_Types].xml xl/workbook.xml'), 'xlsx'],
  ['a Word document with macros', zip('[Content_Types].xml word/document.xml vbaProject.bin'), undefined],
  ['another archive', zip('readme.txt'), undefined],
  ['a page', Buffer.from('<html>'), undefined],
  ['a program', Buffer.from('MZ'), undefined],
])('%s is told by its content', (_what, bytes, kind) => {
  expect(documentKindOf(bytes)).toBe(kind)
})

test.each([
  ['a.pdf', 'pdf', 'a.pdf'],
  ['a.JPEG', 'jpg', 'a.JPEG'],
  ['a.exe', 'pdf', 'a.exe.pdf'],
  ['a', 'png', 'a.png'],
] as const)('%s that is a %s is kept as %s', (name, kind, expected) => {
  expect(nameAs(kind, name)).toBe(expected)
})
