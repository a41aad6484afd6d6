/** What annex 3 says of an instrument, as it stood when the declaration was written. */
export interface DeclaredFacts {
  readonly name: string
  readonly model: string
  /** The unit's own asset number. */
  readonly innerId: string
  readonly worthFen?: number | undefined
  /** `2019-03-01` */
  readonly bookedOn?: string | undefined
  readonly className?: string | undefined
}
