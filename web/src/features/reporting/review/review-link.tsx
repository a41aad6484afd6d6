import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ReviewSubject } from './review-level.ts'

interface Props {
  readonly of: ReviewSubject
  readonly subjectId: number
  readonly children: ReactNode
}

/** Leads to the report of an instrument or to a record of another kind. */
export function ReviewLink({ of, subjectId, children }: Props) {
  return of === 'instrument' ? (
    <Link to="/reports/$instrumentId" params={{ instrumentId: String(subjectId) }}>
      {children}
    </Link>
  ) : (
    <Link to="/resources/$recordId" params={{ recordId: String(subjectId) }}>
      {children}
    </Link>
  )
}
