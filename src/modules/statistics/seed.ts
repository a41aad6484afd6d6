/** The door for src/main's demonstration data. */
export { snapshotAt } from './use-cases/take-watch-snapshot.ts'
