import type { Refusal } from '#kernel/refusal.ts'

/** What the program knows when a unit hands something in. */
export interface Ground {
  /** Codes of the table the kind comes from; undefined where there is no kind. */
  readonly kinds: ReadonlySet<string> | undefined
  readonly instrumentIds: ReadonlySet<number>
  readonly centreIds: ReadonlySet<number>
  /** Whether the file named is one the unit handed in, the account one of its people; true when none is named. */
  readonly fileKnown: boolean
  readonly accountKnown: boolean
}

/** What may be said of an entry, whatever its kind. */
export interface EntryWish {
  readonly kind?: string | undefined
  readonly validFrom?: string | undefined
  readonly validUntil?: string | undefined
  readonly instrumentIds?: readonly number[] | undefined
  readonly centreIds?: readonly number[] | undefined
}

const when = (broken: boolean, refusal: Refusal): Refusal[] => (broken ? [refusal] : [])

/** Every reason an entry cannot be kept as it is given. */
export function entryRefusals(wish: EntryWish, ground: Ground): Refusal[] {
  const { kind, validFrom = '', validUntil = '', instrumentIds = [], centreIds = [] } = wish
  const strangers = instrumentIds.filter((id) => !ground.instrumentIds.has(id))
  return [
    ...when(kind !== undefined && ground.kinds?.has(kind) !== true, { code: 'profiles.kind_unknown', kind }),
    ...when(validFrom > validUntil, { code: 'profiles.dates_crossed' }),
    ...when(strangers.length > 0, { code: 'profiles.instrument_unknown', ids: strangers.join(', ') }),
    ...when(
      centreIds.some((id) => !ground.centreIds.has(id)),
      { code: 'profiles.centre_unknown' },
    ),
    ...when(!ground.fileKnown, { code: 'profiles.file_unknown' }),
    ...when(!ground.accountKnown, { code: 'profiles.account_unknown' }),
  ]
}

/** Every reason a version of a rule cannot be published; `latest` is the day the newest version of its kind takes effect. */
export function ruleRefusals(
  wish: {
    readonly kind: string
    readonly body: string
    readonly hasFile: boolean
    readonly effectiveFrom: string
  },
  ground: Pick<Ground, 'kinds' | 'fileKnown'>,
  latest: string | undefined,
): Refusal[] {
  return [
    ...when(ground.kinds?.has(wish.kind) !== true, { code: 'profiles.kind_unknown', kind: wish.kind }),
    ...when(wish.body === '' && !wish.hasFile, { code: 'profiles.rule_empty' }),
    ...when(!ground.fileKnown, { code: 'profiles.file_unknown' }),
    ...when(latest !== undefined && wish.effectiveFrom < latest, {
      code: 'profiles.effective_too_early',
      latest,
    }),
  ]
}
