import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hour, instantOf, minute, plus } from '#kernel/time.ts'
import { courseRefusals, type CourseWish, nextStep } from './course.ts'
import { coverKinds, placesOf } from './coverage.ts'
import {
  type Answers,
  type AttemptState,
  attemptRefusals,
  deadlineOf,
  draw,
  gradeAct,
  passes,
  type Question,
  questionRefusals,
  rightCount,
} from './exam.ts'

const option = (right: boolean) => ({ text: 'x', textEn: '', right })
const question = (id: number, rights: readonly boolean[]): Question => ({
  ...{ id, kind: 'multiple', body: 'x', bodyEn: '', options: rights.map(option) },
})
const bank = fc
  .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 40 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.array(fc.boolean(), { minLength: 2, maxLength: 5 }).map((rights) => question(id, rights)),
      ),
    ),
  )

describe('Drawing questions', () => {
  test('depends on the seed and the bank alone, whatever its order, and repeats none', () => {
    fc.assert(
      fc.property(bank, fc.integer({ min: 0, max: 50 }), fc.string(), (all, count, seed) => {
        const ids = (drawn: readonly Question[]) => drawn.map(({ id }) => id)
        const drawn = ids(draw(all, count, seed))
        expect(ids(draw(all.toReversed(), count, seed))).toEqual(drawn)
        expect(new Set(drawn).size).toBe(drawn.length)
        expect(drawn).toHaveLength(Math.min(count, all.length))
      }),
    )
  })
  test('reaches every question by some seed', () => {
    const all = Array.from({ length: 12 }, (_, i) => question(i + 1, [true, false]))
    const seen = new Set(Array.from({ length: 200 }, (_, i) => draw(all, 3, `seed ${i}`)[0]?.id))
    expect(seen.size).toBe(12)
  })
})

describe('The score', () => {
  const rightly = ({ id, options }: Question): [string, number[]] => [
    String(id),
    options.flatMap(({ right }, place) => (right ? [place] : [])),
  ]
  test('only grows when one more question is answered rightly', () => {
    fc.assert(
      fc.property(bank, fc.nat(), (paper, mask) => {
        const some = paper.filter((_, place) => ((mask >> (place % 30)) & 1) === 1)
        const answers: Answers = Object.fromEntries(some.map(rightly))
        const score = rightCount(paper, answers)
        for (const one of paper) {
          const [key, places] = rightly(one)
          expect(rightCount(paper, { ...answers, [key]: places })).toBeGreaterThanOrEqual(score)
        }
        expect(rightCount(paper, Object.fromEntries(paper.map(rightly)))).toBe(paper.length)
      }),
    )
  })
  test.each([
    [[true, false, true], [0, 2], 1],
    [[true, false, true], [0], 0],
    [[true, false, true], [0, 1, 2], 0],
    [[true, false], [0, 7], 1],
  ])('of options %j answered %j is %d', (rights, chosen, expected) => {
    expect(rightCount([question(3, rights)], { '3': chosen })).toBe(expected)
  })
  test.each([
    [8, 10, 80, true],
    [7, 10, 80, false],
    [2, 3, 67, false],
    [2, 3, 66, true],
    [0, 0, 1, false],
  ])('%d of %d at %d %% passes: %s', (right, asked, percent, expected) => {
    expect(passes(right, asked, percent)).toBe(expected)
  })
  test('decides how an attempt ends', () => {
    const attempt = { paper: [question(1, [true, false])], passPercent: 100 }
    expect(gradeAct(attempt, { '1': [0] }, true)).toEqual({ right: 1, act: 'pass' })
    expect(gradeAct(attempt, { '1': [1] }, true)).toEqual({ right: 0, act: 'fail' })
    expect(gradeAct(attempt, {}, false)).toEqual({ right: 0, act: 'run_out' })
  })
})

describe('The next attempt', () => {
  const exam = { questions: 5, passPercent: 80, attempts: 2, waitHours: 24, minutes: 30 }
  const now = instantOf('2026-11-24T09:00:00Z')
  const ended = (state: AttemptState, hours: number) => ({ state, endedAt: plus(now, -hours * hour) })
  test.each([
    ['the first', true, [], []],
    ['before attending', false, [], ['qualification.attend_first']],
    ['too soon', true, [ended('failed', 23)], ['qualification.wait_before_next']],
    ['after a day', true, [ended('failed', 24)], []],
    ['after running out of time', true, [ended('overdue', 25)], []],
    ['a third', true, [ended('failed', 60), ended('failed', 30)], ['qualification.attempts_used']],
    ['after passing', true, [ended('passed', 1)], ['qualification.exam_passed']],
  ])('%s', (_name, attended, attempts, codes) => {
    expect(attemptRefusals(exam, attended, attempts, now).map(({ code }) => code)).toEqual(codes)
  })
  test('needs an exam, and ends when its minutes are over', () => {
    expect(attemptRefusals(undefined, true, [], now)).toEqual([{ code: 'qualification.no_exam' }])
    expect(deadlineOf(exam, now)).toBe(now + 30 * minute)
  })
})

describe('A question', () => {
  test.each([
    ['single', [true, false], []],
    ['single', [true, true], ['qualification.right_count']],
    ['multiple', [true, true, false], []],
    ['multiple', [false, false], ['qualification.right_count']],
    ['true_false', [true, false], []],
    ['true_false', [true, false, false], ['qualification.options_count']],
    ['single', [true], ['qualification.options_count']],
  ] as const)('%s with %j', (kind, rights, codes) => {
    const wish = { kind, body: 'x', bodyEn: '', options: rights.map(option) }
    expect(questionRefusals(wish).map(({ code }) => code)).toEqual(codes)
  })
})

describe('A course', () => {
  const wish: CourseWish = {
    ...{
      covers: 'instruments',
      instrumentIds: [1],
      centreId: undefined,
      classCode: '',
      title: 'x',
      titleEn: '',
    },
    ...{ level: 'independent', online: true, material: 'x', materialEn: '', fileId: undefined },
    ...{ needsPractical: true, validMonths: 12, state: 'open' },
    exam: { questions: 5, passPercent: 80, attempts: 3, waitHours: 0, minutes: 10 },
  }
  const ground = {
    ...{ levels: new Set(['independent']), instrumentIds: new Set([1]), centreIds: new Set([4]) },
    ...{ fileKnown: true, questions: 5 },
  }
  test.each<[string, Partial<CourseWish>, string[]]>([
    ['as it should be', {}, []],
    ['of an unknown level', { level: 'master' }, ['qualification.level_unknown']],
    ['for a strange instrument', { instrumentIds: [1, 9] }, ['qualification.instrument_unknown']],
    ['for nothing', { instrumentIds: [] }, ['qualification.covers_nothing']],
    ['for a strange centre', { covers: 'centre', centreId: 5 }, ['qualification.centre_unknown']],
    ['with nothing to read', { material: '' }, ['qualification.nothing_to_read']],
    ['with nothing to read, as a draft', { material: '', state: 'draft' }, []],
  ])('%s', (_name, change, codes) => {
    expect(courseRefusals({ ...wish, ...change }, ground).map(({ code }) => code)).toEqual(codes)
  })
  test('does not open while the bank is too small', () => {
    const codes = courseRefusals(wish, { ...ground, questions: 4 }).map(({ code }) => code)
    expect(codes).toEqual(['qualification.too_few_questions'])
  })
  test.each([
    [undefined, false, undefined, 'attend'],
    [1, false, undefined, 'exam'],
    [1, true, undefined, 'practical'],
    [1, true, 'failed' as const, 'practical'],
    [1, true, 'passed' as const, 'done'],
  ])('attended %s, exam %s, practical %s: next is %s', (at, examPassed, practical, expected) => {
    const attendedAt = at === undefined ? undefined : instantOf('2026-11-24T09:00:00Z')
    expect(nextStep(wish, { attendedAt, examPassed, practical })).toBe(expected)
  })
  test('is kept by who keeps all it covers', () => {
    const coverage = { instrumentIds: [1, 2], centreId: 4, classCode: '03' }
    const instruments = [{ id: 1, centreId: 4 }]
    const places = coverKinds.map((covers) => placesOf({ ...coverage, covers }, { unitId: 7 }, instruments))
    expect(places).toEqual([
      [
        { unitId: 7, instrumentId: 1, centreId: 4 },
        { unitId: 7, instrumentId: 2, centreId: undefined },
      ],
      [{ unitId: 7, centreId: 4 }],
      [{ unitId: 7 }],
    ])
  })
})
