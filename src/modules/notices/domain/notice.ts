import type { Grant } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'
import type { NoticeTopic } from './notice-topics.ts'

/** Who is told: an account, or whoever holds a role over a scope at that moment. */
export type Recipient = { readonly accountId: number } | Grant

/** Something to tell: a code the sending module words, with details for the wording. */
export interface NewNotice {
  readonly to: readonly Recipient[]
  /** The account whose act it is, which need not be told. */
  readonly except?: number | undefined
  readonly topic: NoticeTopic
  /** `reporting.campaign_opened`; the module's messages hold the sentence under it, and more under `….more` if there is more to say. */
  readonly code: string
  readonly details: Readonly<Record<string, string | number>>
  /** Below /app, `/campaigns/3`. */
  readonly link: string
  /** The occasion: nobody is told twice under the same key. At most 200 characters. */
  readonly onceKey: string
  /** What the mail gives the reader's calendar, when it is about a time. */
  readonly invitation?: Invitation | undefined
}

/** A time for the reader's calendar, as the mail carries it. */
export interface Invitation {
  readonly uid: string
  readonly sequence: number
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'
  readonly start: Instant
  readonly end: Instant
  readonly stamp: Instant
  readonly summary: string
  readonly location: string
  readonly url: string
}

/** A notice as it stands in a person's list. */
export interface InboxNotice {
  readonly id: number
  readonly topic: string
  readonly code: string
  readonly details: Readonly<Record<string, string | number>>
  readonly link: string
  readonly createdAt: Instant
  readonly readAt: Instant | undefined
}

const isGrant = (to: Recipient): to is Grant => 'role' in to
const keyOf = ({ role, scope, scopeId }: Grant) => `${role} ${scope} ${scopeId}`

/** Every grant named as a recipient, each once. */
export const grantsNamed = (notices: readonly NewNotice[]): Grant[] => [
  ...new Map(
    notices.flatMap(({ to }) => to.filter(isGrant).map((grant) => [keyOf(grant), grant] as const)),
  ).values(),
]

/** One line for each person told: who holds what is known by now, and each account hears of an occasion once. */
export function linesFor(
  notices: readonly NewNotice[],
  holders: readonly (Grant & { readonly accountId: number })[],
): { readonly accountId: number; readonly notice: NewNotice }[] {
  const byGrant = Map.groupBy(holders, keyOf)
  const lines = new Map<string, { accountId: number; notice: NewNotice }>()
  for (const notice of notices) {
    const accountIds = notice.to.flatMap((to) =>
      isGrant(to) ? (byGrant.get(keyOf(to)) ?? []).map(({ accountId }) => accountId) : [to.accountId],
    )
    for (const accountId of accountIds) {
      const key = `${accountId} ${notice.onceKey}`
      if (accountId !== notice.except && !lines.has(key)) lines.set(key, { accountId, notice })
    }
  }
  return [...lines.values()]
}
