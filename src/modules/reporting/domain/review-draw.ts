export const drawStates = ['open', 'concluded', 'cancelled'] as const
export type DrawState = (typeof drawStates)[number]
export const drawActs = ['judge', 'conclude', 'cancel'] as const
export type DrawAct = (typeof drawActs)[number]

/** The way of a draw: act → from → to; judging its reports leaves it open. */
export const drawTransitions: Readonly<Record<DrawAct, Readonly<Partial<Record<DrawState, DrawState>>>>> = {
  judge: { open: 'open' },
  conclude: { open: 'concluded' },
  cancel: { open: 'cancelled' },
}

/** Where an act leads from a state, if it may be taken there. */
export const drawTransition = (act: DrawAct, from: DrawState): DrawState | undefined =>
  drawTransitions[act][from]

export const drawVerdicts = ['unjudged', 'correct', 'wrong'] as const
export type DrawVerdict = (typeof drawVerdicts)[number]
export const drawOutcomes = ['accepted', 'returned'] as const
export type DrawOutcome = (typeof drawOutcomes)[number]

/** How many are drawn and how many may be wrong; dated rule. */
export interface SampleRule {
  /** Share of a unit's reports that is looked at, 0–1. */
  readonly share: number
  /** At least so many of each unit, or all it has. */
  readonly leastInUnit: number
  /** Above this share of the sample, everything of the unit goes back. */
  readonly greatestWrongShare: number
}

/** How many of a unit's reports are looked at. */
export const sampleSize = (population: number, rule: SampleRule): number =>
  Math.min(population, Math.max(rule.leastInUnit, Math.ceil(population * rule.share)))

/** FNV-1a over the UTF-16 units of a text, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Numbers in [0, 1) that follow from a seed (splitmix32). */
function numbersFrom(seed: string): () => number {
  let state = hashOf(seed)
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}

/**
 * Draws a sample: ids in ascending order, shuffled (Fisher–Yates) by numbers that follow from the seed and the unit, the
 * first ones taken. Whoever has the seed draws the same again.
 */
export function drawn(ids: readonly number[], size: number, seed: string): number[] {
  const next = numbersFrom(seed)
  const left = ids.toSorted((a, b) => a - b)
  const taken: number[] = []
  while (taken.length < size && left.length > 0) {
    const [one] = left.splice(Math.floor(next() * left.length), 1)
    if (one !== undefined) taken.push(one)
  }
  return taken.toSorted((a, b) => a - b)
}

interface Drawable {
  readonly unitId: number
  readonly subjectId: number
}

/** The sample of a set, unit by unit. */
export function drawSample(
  members: readonly Drawable[],
  rule: SampleRule,
  seed: string,
): ReadonlySet<number> {
  const byUnit = [...Map.groupBy(members, (one) => one.unitId)].toSorted(([a], [b]) => a - b)
  return new Set(
    byUnit.flatMap(([unitId, ones]) =>
      drawn(
        ones.map((one) => one.subjectId),
        sampleSize(ones.length, rule),
        `${seed}/${unitId}`,
      ),
    ),
  )
}

export interface DrawMember extends Drawable {
  readonly sampled: boolean
  readonly verdict: DrawVerdict
}
export interface UnitResult {
  readonly unitId: number
  readonly population: number
  readonly sampled: number
  readonly wrong: number
  /** undefined while some of the sample is not judged. */
  readonly outcome: DrawOutcome | undefined
}

/** What follows from the verdicts, unit by unit. */
export function drawResults(members: readonly DrawMember[], rule: SampleRule): UnitResult[] {
  return [...Map.groupBy(members, (one) => one.unitId)].map(([unitId, ones]) => {
    const sample = ones.filter((one) => one.sampled)
    const wrong = sample.filter((one) => one.verdict === 'wrong').length
    const tooMany = wrong > sample.length * rule.greatestWrongShare
    const open = sample.some((one) => one.verdict === 'unjudged')
    const outcome = open ? undefined : tooMany ? 'returned' : 'accepted'
    return { unitId, population: ones.length, sampled: sample.length, wrong, outcome }
  })
}
