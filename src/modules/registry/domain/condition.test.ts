import { describe, expect, test } from 'vitest'
import { type Condition, elementsIn, holds } from './condition.ts'

const y = (rest: Condition): Condition => ({ element: 'y', ...rest })
const z = (rest: Condition): Condition => ({ element: 'z', ...rest })

describe('A condition of the dictionary', () => {
  test.each<[string, Condition, Record<string, string | number | string[] | null>, boolean]>([
    ['equals', y({ equals: '是' }), { y: '是' }, true],
    ['equals another', y({ equals: '是' }), { y: '否' }, false],
    ['equals on nothing', y({ equals: '是' }), {}, false],
    ['equals one of several values', y({ equals: 'a' }), { y: ['b', 'a'] }, true],
    ['in', y({ in: ['6', '7'] }), { y: '7' }, true],
    ['in none', y({ in: ['6', '7'] }), { y: '1' }, false],
    ['not in', y({ notIn: ['无'] }), { y: '1' }, true],
    ['not in what is named', y({ notIn: ['无'] }), { y: '无' }, false],
    ['not in, on nothing', y({ notIn: ['无'] }), {}, false],
    ['at least', y({ atLeast: 50 }), { y: 50 }, true],
    ['at least, as text', y({ atLeast: 50 }), { y: '49.99' }, false],
    ['at least, of words', y({ atLeast: 50 }), { y: 'x' }, false],
    ['filled', y({ filled: true }), { y: 0 }, true],
    ['filled with nothing', y({ filled: true }), { y: '' }, false],
    ['filled with no values', y({ filled: true }), { y: [] }, false],
    ['not filled', y({ filled: false }), { y: null }, true],
    ['not filled, though it is', y({ filled: false }), { y: 'x' }, false],
    ['two words about one element', y({ notIn: ['a'], atLeast: 5 }), { y: 6 }, true],
    ['all', { all: [y({ equals: '1' }), z({ equals: '2' })] }, { y: '1', z: '2' }, true],
    ['all but one', { all: [y({ equals: '1' }), z({ equals: '2' })] }, { y: '1' }, false],
    ['any', { any: [y({ equals: '1' }), z({ equals: '2' })] }, { z: '2' }, true],
    ['any of none', { any: [y({ equals: '1' }), z({ equals: '2' })] }, {}, false],
    [
      'any within all',
      { all: [y({ filled: true }), { any: [z({ in: ['1'] }), z({ atLeast: 9 })] }] },
      { y: 'x', z: 10 },
      true,
    ],
    ['one that says nothing', {}, { y: '1' }, false],
    ['one that only names an element', y({}), { y: '1' }, false],
  ])('%s', (_what, condition, elements, expected) => {
    expect(holds(condition, elements)).toBe(expected)
  })

  test('names the elements it speaks of', () => {
    expect(elementsIn({ all: [y({ filled: true }), { any: [z({ equals: '1' })] }] })).toEqual(['y', 'z'])
  })
})
