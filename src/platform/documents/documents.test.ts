import { describe, expect, test } from 'vitest'
import type { Letter } from '#kernel/letter.ts'
import { drawLetter } from './draw-letter.ts'
import { drawable } from './glyphs.ts'

const letter: Letter = {
  language: 'zh-CN',
  title: '关于示例仪器等2台（套）科研仪器不报送的说明',
  author: '示例大学',
  blocks: [
    { kind: 'letterhead', issuer: '示例大学', reference: '　　　〔　　　〕　　号' },
    { kind: 'title', text: '关于示例仪器等2台（套）科研仪器不报送的说明' },
    { kind: 'addressee', text: '广东省教育厅：' },
    { kind: 'heading', text: '一、理由' },
    {
      kind: 'paragraph',
      text: `人名𠮷、元素𬭎、控制字符\u0007与<标签> & "引号"。${'很长的一段话'.repeat(60)}`,
    },
    { kind: 'enclosures', label: '附件：', items: ['不报送仪器清单', '任务书.pdf'] },
    { kind: 'signature', lines: ['单位负责人（签字）：', '示例大学（公章）', '2026年11月23日'] },
    { kind: 'note', text: '（填写人：陈示例）' },
    { kind: 'new_page' },
    { kind: 'boxes', boxes: [{ heading: '主管部门意见', text: '同意', foot: ['（公章）', '年　月　日'] }] },
    { kind: 'new_page' },
    {
      kind: 'table',
      columns: [
        { heading: '序号', share: 1, align: 'center' },
        { heading: '固定资产编号', share: 3, align: 'left' },
      ],
      rows: Array.from({ length: 60 }, (_, i) => [String(i + 1), 'A'.repeat(45)]),
    },
  ],
}

describe('A letter', () => {
  test('is drawn as a Word document that holds its words, escaped', async () => {
    const { bytes, fileName, mediaType } = await drawLetter(letter, 'docx')
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    expect([fileName, mediaType]).toEqual([
      '关于示例仪器等2台（套）科研仪器不报送的说明.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ])
  })

  test('is drawn as PDF of several pages with its fonts, rare characters and all', async () => {
    const { bytes } = await drawLetter(letter, 'pdf')
    const text = bytes.toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    expect(text).toContain('/FontFile')
    expect(Number(/\/Count (\d+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(4)
    expect(bytes.length).toBeLessThan(1_000_000)
  })

  test('has a file name any system takes', async () => {
    const { fileName } = await drawLetter({ ...letter, title: 'a/b:c\n*?' }, 'docx')
    expect(fileName).toBe('a b c.docx')
  })
})

test.each([
  ['𠮷祥', '〔U+20BB7〕祥'],
  ['铁\u0007', '铁'],
  ['一\n二', '一\n二'],
])('%j is drawn as %j when the font lacks it', (given, expected) => {
  expect(drawable(given, (codePoint) => codePoint < 0x20000)).toBe(expected)
})
