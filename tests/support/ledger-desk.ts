import { expect } from 'vitest'
import type { LedgerImportView } from '#modules/reporting/contract.ts'
import type { Person, TestApplication } from './application.ts'

/** How a reporter answers the first question about a file. */
interface Mapping {
  readonly makesNumber?: boolean
  readonly whole?: boolean
}
type File = string | Uint8Array

/** A unit's reporter with ledgers; addresses of imports are passed on as they come. */
export interface LedgerDesk {
  readonly unitId: number
  readonly person: Person
  /** Address of the unit's imports. */
  readonly base: string
  /** Sends a file and lets the program read it. */
  uploaded(file: File, name?: string): Promise<string>
  /** The same with its columns taken as the program proposes. */
  checked(file: File, mapping?: Mapping): Promise<string>
  /** Takes the good rows of a checked import in. */
  taken(one: string): Promise<LedgerImportView>
  imported(file: File, mapping?: Mapping): Promise<LedgerImportView>
  seen(one: string): Promise<LedgerImportView>
}

let desks = 0

/** A new unit and its reporter. */
export async function ledgerDesk(app: TestApplication): Promise<LedgerDesk> {
  const unitId = await app.unit(`示例台账大学 ${++desks}`)
  const person = await app.member(unitId, 'unit_reporter')
  const base = `/api/v1/units/${unitId}/ledger-imports`
  const desk: LedgerDesk = {
    unitId,
    person,
    base,
    async uploaded(file, name_ = '台账.csv') {
      const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
      const address = `${base}?name=${encodeURIComponent(name_)}`
      const answer = await person.call<LedgerImportView>('POST', address, bytes)
      expect(answer.status).toBe(201)
      await app.settle()
      return `${base}/${answer.body.id}`
    },
    async checked(file, mapping = {}) {
      const one = await desk.uploaded(file)
      const { columns } = await desk.seen(one)
      const meant = columns.map(({ position, element, valueUnit }) => ({ position, element, valueUnit }))
      const mapped = await person.call('PUT', `${one}/mapping`, { columns: meant, ...mapping })
      expect(mapped).toMatchObject({ status: 202 })
      await app.settle()
      return one
    },
    async taken(one) {
      expect(await person.call('POST', `${one}/import`)).toMatchObject({ status: 202 })
      await app.settle()
      return desk.seen(one)
    },
    imported: async (file, mapping) => desk.taken(await desk.checked(file, mapping)),
    seen: async (one) => (await person.call<LedgerImportView>('GET', one)).body,
  }
  return desk
}
