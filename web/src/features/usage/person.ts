import type { Formats } from '../../lib/format.ts'

interface Person {
  readonly userName: string
  readonly userUnitName?: string | undefined
  readonly userUnitNameEn?: string | undefined
}

/** A user and their unit in the reader's language. */
export const personOf = ({ userName, userUnitName = '', userUnitNameEn = '' }: Person, { either }: Formats) =>
  [userName, either(userUnitName, userUnitNameEn)].filter((part) => part !== '').join(' · ')
