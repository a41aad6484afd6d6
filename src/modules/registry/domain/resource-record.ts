import type { Place } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'
import type { Elements, ElementValue, InstrumentState } from './instrument.ts'

/** Kinds a unit reports besides single instruments, by the names of their dictionaries; the database's check lists the same. */
export const resourceKinds = ['1', '2', '2-core', '3', '5', '7'] as const
export type ResourceKind = (typeof resourceKinds)[number]

/** Sheets attached to a kind, row by row; their dictionaries are `7-income` and `7-assets`. */
export const attachedParts: Partial<Record<ResourceKind, readonly string[]>> = { '7': ['income', 'assets'] }

export type Attached = Readonly<Record<string, readonly Elements[]>>

/** A centre, facility, core instrument, service unit, customs record or yearly effect; `elements` is the working version. */
export interface ResourceRecord {
  readonly unitId: number
  readonly id: number
  readonly kind: ResourceKind
  readonly innerId: string
  readonly facilityId: number | undefined
  readonly instrumentId: number | undefined
  readonly centreId: number | undefined
  readonly dictionary: string
  readonly elements: Elements
  readonly attached: Attached
  readonly version: number
  readonly revision: number
  readonly state: InstrumentState
  readonly acceptedVersion: number | undefined
  readonly name: string
  readonly problems: number
  readonly updatedAt: Instant
  readonly place: Place
}

const textOf = (value: ElementValue | undefined): string => (value === undefined ? '' : String(value).trim())

/** The element that carries the unit's own number of a record: of a yearly effect its year. */
export const numberElement = (kind: ResourceKind): string => (kind === '7' ? 'year' : 'innerId')

/** The number of a record as its elements say it, '' when they do not. */
export const numberOf = (kind: ResourceKind, elements: Elements): string =>
  textOf(elements[numberElement(kind)])

/** What a record is called in lists. */
export const recordName = (kind: ResourceKind, elements: Elements): string =>
  [elements['cname'], elements['unitname'], elements['formname'], elements[numberElement(kind)]]
    .map(textOf)
    .find((name) => name !== '')
    ?.slice(0, 200) ?? ''
