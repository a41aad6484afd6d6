import type postgres from 'postgres'
import type { Instant } from '#kernel/time.ts'

/** The driver as this program opens it: instants for timestamptz. */
export type Sql = postgres.Sql<{ timestamptz: Instant }>
