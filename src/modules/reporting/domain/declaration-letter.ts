import type { Letter, LetterBlock } from '#kernel/letter.ts'
import type { Locale } from '#kernel/locale.ts'
import type { DeclaredFacts } from './declared-facts.ts'

/** Who did a step, on which day, and what they wrote. */
export interface LetterAct {
  readonly name: string
  /** `2026-11-23` */
  readonly on: string
  readonly comment: string
}

/** What the letter says. */
export interface DeclarationLetterFacts {
  readonly language: Locale
  readonly unitName: string
  readonly creditCode: string | undefined
  readonly departmentName: string | undefined
  readonly provinceName: string
  readonly reasonName: string
  readonly explanation: string
  readonly validFrom: string
  readonly validUntil: string
  readonly secretCount: number | undefined
  readonly instruments: readonly DeclaredFacts[]
  readonly evidence: readonly string[]
  readonly writtenByName: string
  readonly signed: LetterAct | undefined
  readonly confirmed: LetterAct | undefined
  readonly filed: (LetterAct & { readonly number: string }) | undefined
}

/** Turns a code of this module's messages into words of the letter's language. */
type Say = (code: string, details?: object) => string

const dayIn = (say: Say, date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  return say('declaration.letter.day', { year, month: Number(month), day: Number(day) })
}

const noReference = '　　　〔　　　〕　　号'

function head(facts: DeclarationLetterFacts, say: Say): LetterBlock[] {
  const title = titleOf(facts, say)
  return [
    { kind: 'letterhead', issuer: facts.unitName, reference: noReference },
    { kind: 'title', text: title },
    {
      kind: 'addressee',
      text: say('declaration.letter.to', {
        name: facts.departmentName ?? say('declaration.letter.department'),
      }),
    },
  ]
}

function titleOf(facts: DeclarationLetterFacts, say: Say): string {
  const [first] = facts.instruments
  if (facts.secretCount !== undefined || first === undefined)
    return say('declaration.letter.title_secret', { count: facts.secretCount ?? 0 })
  const details = { name: first.name, count: facts.instruments.length }
  return facts.instruments.length === 1
    ? say('declaration.letter.title_one', details)
    : say('declaration.letter.title_many', details)
}

const paragraphs = (text: string): LetterBlock[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ kind: 'paragraph', text: line }))

function body(facts: DeclarationLetterFacts, say: Say): LetterBlock[] {
  const secret = facts.secretCount !== undefined
  const count = facts.secretCount ?? facts.instruments.length
  const details = { count, unit: facts.unitName, reason: facts.reasonName }
  const period = { from: dayIn(say, facts.validFrom), until: dayIn(say, facts.validUntil) }
  const evidence = facts.evidence.join(say('declaration.letter.comma'))
  return [
    ...paragraphs(say(secret ? 'declaration.letter.opening_secret' : 'declaration.letter.opening', details)),
    { kind: 'heading', text: say('declaration.letter.reason_heading') },
    ...paragraphs(say(secret ? 'declaration.letter.reason_secret' : 'declaration.letter.reason', details)),
    ...paragraphs(facts.explanation),
    { kind: 'heading', text: say('declaration.letter.period_heading') },
    ...paragraphs(say('declaration.letter.period', period)),
    ...(evidence === ''
      ? []
      : ([
          { kind: 'heading', text: say('declaration.letter.evidence_heading') },
          ...paragraphs(say('declaration.letter.evidence', { files: evidence })),
        ] as const)),
    ...paragraphs(say('declaration.letter.promise', details)),
    ...paragraphs(say('declaration.letter.closing')),
  ]
}

function foot(facts: DeclarationLetterFacts, say: Say): LetterBlock[] {
  const { signed } = facts
  const annex = facts.instruments.length > 0 ? [say('declaration.letter.annex')] : []
  const items = [...annex, ...facts.evidence]
  return [
    ...(items.length === 0
      ? []
      : [{ kind: 'enclosures', label: say('declaration.letter.enclosures'), items } as const]),
    {
      kind: 'signature',
      lines: [
        say('declaration.letter.leader', { name: signed?.name ?? '' }),
        say('declaration.letter.seal', { name: facts.unitName }),
        signed === undefined ? say('declaration.letter.no_day') : dayIn(say, signed.on),
      ],
    },
    { kind: 'note', text: say('declaration.letter.contact', { name: facts.writtenByName }) },
  ]
}

function act(say: Say, done: LetterAct | undefined, name: string): string[] {
  return [
    say('declaration.letter.officer', { name: done?.name ?? '' }),
    say('declaration.letter.seal', { name }),
    done === undefined ? say('declaration.letter.no_day') : dayIn(say, done.on),
  ]
}

function opinions(facts: DeclarationLetterFacts, say: Say): LetterBlock[] {
  const { confirmed, filed } = facts
  const department = facts.departmentName ?? say('declaration.letter.department')
  const opinion = confirmed === undefined ? '' : confirmed.comment || say('declaration.letter.confirmed')
  const filing =
    filed === undefined
      ? say('declaration.letter.number', { number: '' })
      : `${say('declaration.letter.number', { number: filed.number })}${filed.comment === '' ? '' : `\n${filed.comment}`}`
  return [
    { kind: 'new_page' },
    {
      kind: 'boxes',
      boxes: [
        {
          heading: say('declaration.letter.department_opinion'),
          text: opinion,
          foot: act(say, confirmed, department),
        },
        {
          heading: say('declaration.letter.province_filing'),
          text: filing,
          foot: act(say, filed, facts.provinceName),
        },
      ],
    },
  ]
}

/** 万元 with two decimals, as annex 3 wants the value. */
const wan = (fen: number | undefined): string => (fen === undefined ? '' : (fen / 1_000_000).toFixed(2))

function annex(facts: DeclarationLetterFacts, say: Say): LetterBlock[] {
  if (facts.instruments.length === 0) return []
  const column = (key: string, share: number, align: 'left' | 'center' | 'right') => ({
    ...{ heading: say(`declaration.letter.column.${key}`), share, align },
  })
  return [
    { kind: 'new_page' },
    { kind: 'note', text: say('declaration.letter.annex_mark') },
    { kind: 'title', text: say('declaration.letter.annex') },
    {
      kind: 'note',
      text: say('declaration.letter.unit_line', { unit: facts.unitName, code: facts.creditCode ?? '' }),
    },
    {
      kind: 'table',
      columns: [
        column('no', 7, 'center'),
        column('name', 22, 'left'),
        column('model', 16, 'left'),
        column('number', 18, 'left'),
        column('worth', 12, 'right'),
        column('booked', 15, 'center'),
        column('class', 13, 'left'),
      ],
      rows: facts.instruments.map((one, at) => [
        String(at + 1),
        one.name,
        one.model,
        one.innerId,
        wan(one.worthFen),
        one.bookedOn ?? '',
        one.className ?? '',
      ]),
    },
  ]
}

/** Annex 3 of the notice as an official letter: unit to department, with the places of the province's filing. */
export function declarationLetter(facts: DeclarationLetterFacts, say: Say): Letter {
  return {
    language: facts.language,
    title: titleOf(facts, say),
    author: facts.unitName,
    blocks: [
      ...head(facts, say),
      ...body(facts, say),
      ...foot(facts, say),
      ...opinions(facts, say),
      ...annex(facts, say),
    ],
  }
}
