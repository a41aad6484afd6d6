/** Lets one write go on while the next is prepared; a failure is told by the next call. */
export class WriteBehind {
  #last: Promise<unknown> = Promise.resolve()

  /** Starts the write once the one before is done. */
  async add(write: () => Promise<unknown>): Promise<void> {
    await this.#last
    this.#last = write()
    this.#last.catch(() => undefined)
  }

  /** Waits until nothing is under way. */
  async end(): Promise<void> {
    await this.#last
  }
}
