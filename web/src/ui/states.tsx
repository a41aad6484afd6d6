import { Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { ProblemAlert } from './problem-alert.tsx'

/** Nothing here: why, and what to do first. */
export function EmptyState({ why, children }: { readonly why: ReactNode; readonly children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={why}>
      {children}
    </Empty>
  )
}

/** Keeps the layout while something is read. */
export function LoadingState({ rows = 6 }: { readonly rows?: number }) {
  return <Skeleton active title={false} paragraph={{ rows }} />
}

interface Read<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  refetch(): unknown
}

/** Loading, problem or content of one query. */
export function Loaded<T>({
  query,
  rows,
  children,
}: {
  readonly query: Read<T>
  readonly rows?: number
  readonly children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.isPending) return <LoadingState {...(rows === undefined ? {} : { rows })} />
  return <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />
}
