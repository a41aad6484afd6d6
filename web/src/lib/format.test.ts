import { describe, expect, test } from 'vitest'
import { formatsIn } from './format.ts'

const zh = formatsIn('zh-CN')
const en = formatsIn('en')
const start = '2026-11-23T14:30:00+08:00'

describe('Formats', () => {
  test.each([
    [zh.dateTime(start), '2026-11-23 周一 14:30'],
    [en.dateTime(start), '2026-11-23 Mon 14:30'],
    [zh.span(start, '2026-11-23T16:00:00+08:00'), '2026-11-23 周一 14:30–16:00'],
    [zh.span(start, '2026-11-24T01:00:00+08:00'), '2026-11-23 周一 14:30 – 2026-11-24 周二 01:00'],
    [zh.duration(150), '2 小时 30 分'],
    [zh.duration(120), '2 小时'],
    [zh.duration(0), '0 分'],
    [en.duration(45), '45 min'],
    [zh.money(123_450), '1,234.50 元'],
    [zh.wan(41.24), '41.24 万元'],
    [en.wan(41.24), '412.4k CNY'],
    [zh.percent(0.825), '82.5%'],
    [en.either('广州', ''), '广州'],
    [zh.either('', 'Guangzhou'), 'Guangzhou'],
  ])('write %s', (written, expected) => {
    expect(written).toBe(expected)
  })
})
