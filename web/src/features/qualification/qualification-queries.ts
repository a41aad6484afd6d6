import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { qualificationContract } from '#modules/qualification/contract.ts'
import { call } from '../../lib/client.ts'
import { currentLocale } from '../../lib/i18n.ts'

export const rulesQuery = queryOptions({
  queryKey: ['qualification', 'rules'],
  staleTime: 600_000,
  queryFn: ({ signal }) => call(qualificationContract.qualificationRules, { signal }),
})
export const myCertificatesQuery = queryOptions({
  queryKey: ['qualification', 'mine'],
  queryFn: ({ signal }) => call(qualificationContract.myCertificates, { signal }),
})
type CertificateState = 'valid' | 'expiring' | 'expired' | 'suspended' | 'revoked' | 'replaced'
export const certificatesQuery = (search: string, state: CertificateState | undefined) =>
  queryOptions({
    queryKey: ['qualification', 'certificates', search, state],
    queryFn: ({ signal }) =>
      call(qualificationContract.managedCertificates, { query: { search, state }, signal }),
  })
export const requirementsQuery = (search: string, after: number) =>
  queryOptions({
    queryKey: ['qualification', 'requirements', search, after],
    queryFn: ({ signal }) =>
      call(qualificationContract.managedRequirements, { query: { search, after }, signal }),
  })

export const coursesQuery = (instrumentId?: number) =>
  queryOptions({
    queryKey: ['qualification', 'courses', instrumentId],
    queryFn: ({ signal }) => call(qualificationContract.courses, { query: { instrumentId }, signal }),
  })
export const courseQuery = (courseId: number) =>
  queryOptions({
    queryKey: ['qualification', 'course', courseId, currentLocale()],
    queryFn: ({ signal }) => call(qualificationContract.course, { params: { courseId }, signal }),
  })
export const attemptQuery = (attemptId: number) =>
  queryOptions({
    queryKey: ['exam', attemptId],
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => call(qualificationContract.attempt, { params: { attemptId }, signal }),
  })
export const trainingQuery = (enabled = true) =>
  queryOptions({
    queryKey: ['qualification', 'training'],
    enabled,
    queryFn: ({ signal }) => call(qualificationContract.managedCourses, { signal }),
  })
export const keptCourseQuery = (courseId: number) =>
  queryOptions({
    queryKey: ['qualification', 'kept', courseId],
    enabled: courseId > 0,
    queryFn: ({ signal }) => call(qualificationContract.keptCourse, { params: { courseId }, signal }),
  })

/** After a change everything about qualifications is read again, and what stands against bookings. */
export function useQualificationChanged(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      ['qualification', 'booking'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    )
  }
}
