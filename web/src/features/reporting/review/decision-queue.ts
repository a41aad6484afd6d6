/** A judgement made in the browser that the server may not know yet. */
export interface Decided {
  /** Chosen here; the server takes the same key once, however often it arrives. */
  readonly key: string
  readonly level: 'unit' | 'province'
  readonly of: 'instrument' | 'record'
  /** The draw whose sample is being judged; then nothing moves before it is concluded. */
  readonly drawId?: number | undefined
  readonly subjectId: number
  readonly version: number
  readonly name: string
  readonly accepts: boolean
  readonly reasons: readonly { readonly element: string; readonly reason: string }[]
  readonly comment: string
  /** When it was made, milliseconds. */
  readonly at: number
}
/** One the server did not take, with its words. */
export interface NotTaken {
  readonly decision: Decided
  readonly messages: readonly string[]
}
export interface QueueState {
  readonly waiting: readonly Decided[]
  readonly sending: readonly Decided[]
  readonly notTaken: readonly NotTaken[]
  readonly sent: number
  /** The last try did not reach the server; the next one follows by itself. */
  readonly offline: boolean
}

/** What one batch came to: names of those not taken with the reasons, or `unreachable` when nobody answered. */
export type Sent = readonly { readonly subjectId: number; readonly messages: readonly string[] }[]
export interface Outside {
  send(batch: readonly Decided[]): Promise<Sent | 'unreachable'>
  /** What an earlier page left behind. */
  load(): readonly Decided[]
  keep(decisions: readonly Decided[]): void
  now(): number
}

/** How long a decision can be taken back before it leaves, milliseconds. */
const heldFor = 6_000
/** So many leave earlier, but never the ones made just now: those can still be taken back. */
const fullAt = 20
const leastHeld = 2_000
const largestBatch = 50
const firstRetry = 2_000
const longestRetry = 30_000

/** Whether two decisions go to the server in one call. */
const together = (a: Decided, b: Decided) => a.level === b.level && a.of === b.of && a.drawId === b.drawId

/**
 * Decisions on their way to the server: held for a moment so that they can be taken back, sent in small batches, kept in
 * the browser until the server has answered. What did not arrive is sent again under the same keys.
 */
export class DecisionQueue {
  #state: QueueState
  #timer: ReturnType<typeof setTimeout> | undefined
  #retry = firstRetry
  readonly #outside: Outside
  readonly #listeners = new Set<() => void>()

  constructor(outside: Outside) {
    this.#outside = outside
    this.#state = { waiting: outside.load(), sending: [], notTaken: [], sent: 0, offline: false }
    this.#plan()
  }

  /** For React's useSyncExternalStore. */
  readonly state = (): QueueState => this.#state
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  add(decision: Decided): void {
    this.#change({ waiting: [...this.#state.waiting, decision] })
    this.#plan()
  }

  /** Takes back the last decision that has not left; undefined when all have. */
  undo(): Decided | undefined {
    const last = this.#state.waiting.at(-1)
    if (last === undefined) return undefined
    this.#change({ waiting: this.#state.waiting.slice(0, -1) })
    this.#plan()
    return last
  }

  /** Puts away what the server said about a report. */
  forget(subjectId: number): void {
    this.#change({
      notTaken: this.#state.notTaken.filter((one) => one.decision.subjectId !== subjectId),
    })
  }

  /** Sends everything that waits, now. */
  flush(): Promise<void> {
    return this.#sendOlder(0)
  }

  /** Stops its timer; what waits stays kept for the next page. */
  close(): void {
    clearTimeout(this.#timer)
  }

  /** Sends what was made at least so many milliseconds ago, batch by batch. */
  async #sendOlder(age: number): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const until = this.#outside.now() - age
    while (this.#state.sending.length === 0) if (!(await this.#sendBatch(until))) break
    this.#plan()
  }

  async #sendBatch(until: number): Promise<boolean> {
    const due = this.#state.waiting.filter((one) => one.at <= until)
    const [first] = due
    if (first === undefined) return false
    const batch = due.filter((one) => together(one, first)).slice(0, largestBatch)
    this.#change({ waiting: this.#state.waiting.filter((one) => !batch.includes(one)), sending: batch })
    const answer = await this.#outside.send(batch)
    if (answer === 'unreachable') {
      this.#change({ waiting: [...batch, ...this.#state.waiting], sending: [], offline: true })
      this.#retry = Math.min(this.#retry * 2, longestRetry)
      return false
    }
    this.#retry = firstRetry
    const notTaken = answer.flatMap(({ subjectId, messages }) => {
      const decision = batch.find((one) => one.subjectId === subjectId)
      return decision === undefined ? [] : [{ decision, messages }]
    })
    this.#change({
      sending: [],
      offline: false,
      sent: this.#state.sent + batch.length - notTaken.length,
      notTaken: [...this.#state.notTaken, ...notTaken],
    })
    return true
  }

  #plan(): void {
    clearTimeout(this.#timer)
    const { waiting, sending, offline } = this.#state
    const [oldest] = waiting
    if (oldest === undefined || sending.length > 0) return
    const until = oldest.at + (waiting.length >= fullAt ? leastHeld : heldFor)
    const held = offline ? this.#retry : Math.max(0, until - this.#outside.now())
    this.#timer = setTimeout(() => void this.#sendOlder(leastHeld), held)
  }

  #change(part: Partial<QueueState>): void {
    this.#state = { ...this.#state, ...part }
    this.#outside.keep([...this.#state.sending, ...this.#state.waiting])
    for (const listener of this.#listeners) listener()
  }
}
