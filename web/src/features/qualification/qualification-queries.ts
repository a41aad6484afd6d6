import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { qualificationContract } from '#modules/qualification/contract.ts'
import { call } from '../../lib/client.ts'

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

/** After a change everything about qualifications is read again, and what stands against bookings. */
export function useQualificationChanged(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      ['qualification', 'booking'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    )
  }
}
