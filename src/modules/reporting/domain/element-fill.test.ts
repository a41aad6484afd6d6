import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ElementFill,
  filledElements,
  type FillableElements,
  type FillScope,
  shortened,
} from './element-fill.ts'

const ground = {
  limits: new Map([['technical', 10]]),
  suggestions: new Map([['nation', '日本']]),
  wrong: new Set(['email']),
}
const phone: ElementFill = { by: 'value', element: 'phone', value: '020-1' }

describe('Filling one instrument of many', () => {
  test.each<[string, FillableElements, ElementFill, FillScope, FillableElements]>([
    ['an empty element', {}, phone, 'gaps', { phone: '020-1' }],
    ['only blanks', { phone: '  ' }, phone, 'gaps', { phone: '020-1' }],
    ['what is filled stays', { phone: '7' }, phone, 'gaps', { phone: '7' }],
    [
      'what is wrong is replaced',
      { email: '?' },
      { by: 'value', element: 'email', value: 'a@example.org' },
      'gaps',
      { email: 'a@example.org' },
    ],
    ['unless everywhere is meant', { phone: '7' }, phone, 'everywhere', { phone: '020-1' }],
    [
      'a copy',
      { cname: 'XRD' },
      { by: 'copy', element: 'ename', from: 'cname' },
      'gaps',
      { cname: 'XRD', ename: 'XRD' },
    ],
    ['a copy of nothing', {}, { by: 'copy', element: 'ename', from: 'cname' }, 'gaps', {}],
    [
      'a text too long',
      { technical: '一二三四五六。八九十百' },
      { by: 'shorten', element: 'technical' },
      'gaps',
      { technical: '一二三四五六。' },
    ],
    [
      'a text that fits',
      { technical: '一二' },
      { by: 'shorten', element: 'technical' },
      'gaps',
      { technical: '一二' },
    ],
    ['a proposal', { nation: '曰本' }, { by: 'suggestion', element: 'nation' }, 'gaps', { nation: '日本' }],
    ['no proposal', { city: '?' }, { by: 'suggestion', element: 'city' }, 'gaps', { city: '?' }],
  ])('%s', (_, elements, fill, scope, expected) => {
    expect(filledElements(elements, [fill], scope, ground)).toEqual(expected)
  })

  test('copies what stood there before, whatever else is filled', () => {
    const fills: ElementFill[] = [
      { by: 'value', element: 'street', value: '新路' },
      { by: 'copy', element: 'address', from: 'street' },
    ]
    expect(filledElements({ street: '旧路' }, fills, 'everywhere', ground)).toEqual({
      street: '新路',
      address: '旧路',
    })
  })

  test('shortens to the limit, keeps the beginning, and is done after one time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 60 }), (text, limit) => {
        const short = shortened(text, limit)
        expect([...short].length).toBeLessThanOrEqual(limit)
        expect(shortened(short, limit)).toBe(short)
        if ([...text].length <= limit) expect(short).toBe(text)
      }),
    )
  })
})
