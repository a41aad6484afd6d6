import type { StepResultView } from '#modules/reporting/contract.ts'

/** How many instruments one request carries, so that each answers within a second. */
const partSize = 200

/** Sends many in several requests, one after the other, and answers with everything together. */
export async function inParts<T, R>(all: readonly T[], send: (part: T[]) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let at = 0; at < all.length; at += partSize) results.push(await send(all.slice(at, at + partSize)))
  return results
}

/** What became of all the parts. */
export const together = (results: readonly StepResultView[]): StepResultView => ({
  done: results.flatMap((result) => result.done),
  refused: results.flatMap((result) => result.refused),
})
