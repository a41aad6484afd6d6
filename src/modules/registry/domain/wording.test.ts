import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { markingsIn } from './wording.ts'

const shipped = JSON.parse(
  readFileSync(new URL('../../../../db/reference/rules/secrecy-2024.json', import.meta.url), 'utf8'),
) as { markings: string[]; exceptions: string[] }
const markings = { words: shipped.markings, exceptions: shipped.exceptions }

test.each([
  [['扫描电镜'], []],
  [['某涉密装置'], ['涉密']],
  [
    ['机密级★样品', '国家秘密'],
    ['机密级', '国家秘密'],
  ],
  [['本仪器为非涉密设备，不涉密'], []],
  [['非涉密机房内的涉密装置'], ['涉密']],
  [['秘密花园'], []],
])('in %j are found %j', (texts, expected) => {
  expect(markingsIn(texts, markings)).toEqual(expected)
})
