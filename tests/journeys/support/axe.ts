import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface Result {
  readonly violations: {
    readonly id: string
    readonly impact: string
    readonly nodes: { readonly target: string[]; readonly failureSummary: string }[]
  }[]
}

/** What axe finds wrong with a page, or only what is serious or critical. */
export async function violationsOn(page: Page, how: 'all' | 'serious' = 'all'): Promise<string[]> {
  await page.addScriptTag({ path: axeFile })
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<Result> } }).axe.run(),
  )
  return violations
    .filter(({ impact }) => how === 'all' || impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    )
}
